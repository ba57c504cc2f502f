package io.millrace.stream.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** How Kafka is reached. */
@ConfigMapping(prefix = "millrace.kafka")
public interface KafkaConfiguration {
    /** {@code millrace.kafka.bootstrap-servers}: addresses of some brokers, as {@code host:port,host:port}. */
    @WithDefault("localhost:9092")
    String bootstrapServers();

    /**
     * {@code millrace.kafka.client.<name>}: settings that every Kafka client gets, such as {@code "security.protocol"}.
     * None by default. From the operator only, never from users.
     */
    Map<String, String> client();
}
