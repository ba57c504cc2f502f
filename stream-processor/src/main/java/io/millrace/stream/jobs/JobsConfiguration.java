package io.millrace.stream.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How jobs are supervised. */
@ConfigMapping(prefix = "millrace.stream.jobs")
public interface JobsConfiguration {
    /** {@code millrace.stream.jobs.idle-after}: a job without input for so long is reported as idle. */
    @WithDefault("60s")
    Duration idleAfter();

    /** {@code millrace.stream.jobs.retry-delay}: before the first restart of a job that failed; doubles. */
    @WithDefault("1s")
    Duration retryDelay();

    /** {@code millrace.stream.jobs.max-retry-delay}: the longest time between two restarts. */
    @WithDefault("60s")
    Duration maxRetryDelay();

    /** {@code millrace.stream.jobs.close-timeout}: how long the mapping of one job may take to finish its transaction. */
    @WithDefault("6s")
    Duration closeTimeout();

    /** {@code millrace.stream.jobs.threads}: that start, watch and stop jobs; mapping and writing have their own. */
    @WithDefault("4")
    int threads();
}
