package io.millrace.api.kafka;

import io.smallrye.config.ConfigMapping;

/** {@code millrace.kafka.*}: the broker. */
@ConfigMapping(prefix = "millrace.kafka")
public interface KafkaSettings {
    /** {@code millrace.kafka.bootstrap-servers}: comma-separated {@code host:port}. */
    String bootstrapServers();
}
