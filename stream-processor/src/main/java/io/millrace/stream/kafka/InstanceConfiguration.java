package io.millrace.stream.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Which replica of the service this process is. */
@ConfigMapping(prefix = "millrace.stream.instance")
public interface InstanceConfiguration {
    /**
     * {@code millrace.stream.instance.id}: unique among the replicas and the same after a restart, so that a restarted
     * replica takes its partitions back at once. The host's name by default.
     */
    Optional<String> id();

    /**
     * {@code millrace.stream.instance.session-timeout}: how long a replica may be silent before others take its
     * partitions over. Not below the brokers' {@code group.min.session.timeout.ms}, 6 s.
     */
    @WithDefault("10s")
    Duration sessionTimeout();
}
