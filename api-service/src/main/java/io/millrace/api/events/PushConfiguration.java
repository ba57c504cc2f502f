package io.millrace.api.events;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of the push gateway (Polaris contract, sections 11a and 14). */
@ConfigMapping(prefix = "millrace.push")
interface PushConfiguration {
    /** The largest body, as it is on the wire; {@code millrace.push.max-body-size}, default 1 MiB. */
    @WithDefault("1M")
    MemorySize maxBodySize();

    /** The largest gzipped body once inflated; {@code millrace.push.max-inflated-size}, default 16 MiB. */
    @WithDefault("16M")
    MemorySize maxInflatedSize();

    /** Requests a minute, for each replica; {@code millrace.push.requests-per-minute}, default 83334. */
    @WithDefault("83334")
    int requestsPerMinute();

    /** How long a push waits for Kafka's acknowledgement before it is answered 503; {@code millrace.push.timeout}. */
    @WithDefault("30S")
    Duration timeout();
}
