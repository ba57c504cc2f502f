package io.millrace.batch.coordination;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The coordinator of batch jobs. */
@ConfigMapping(prefix = "millrace.batch.coordination")
public interface CoordinationConfiguration {
    /**
     * {@code millrace.batch.coordination.commit-interval}: how long decisions wait for each other before they are sent in
     * one transaction. Shorter makes small jobs faster and costs the brokers more.
     */
    @WithDefault("100ms")
    Duration commitInterval();

    /**
     * {@code millrace.batch.coordination.session-timeout}: a coordinator not heard of for so long is replaced. At least
     * what the brokers allow, 6 seconds by default.
     */
    @WithDefault("8s")
    Duration sessionTimeout();

    /**
     * {@code millrace.batch.coordination.finished-retention}: how long a finished job is remembered, so that a repeated
     * command does not start it again. A command older than this starts nothing.
     */
    @WithDefault("30d")
    Duration finishedRetention();

    /**
     * {@code millrace.batch.coordination.state-directory}: where Kafka Streams keeps its lock; jobs are kept in Kafka.
     * Default: a directory of this process below the system's temporary one.
     */
    Optional<Path> stateDirectory();
}
