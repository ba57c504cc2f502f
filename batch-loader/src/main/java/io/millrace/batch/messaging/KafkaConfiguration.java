package io.millrace.batch.messaging;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/** Where Kafka is. */
@ConfigMapping(prefix = "millrace.kafka")
public interface KafkaConfiguration {
    /** {@code millrace.kafka.bootstrap-servers}: brokers to begin with, {@code host:port}, separated by commas. Required. */
    String bootstrapServers();

    /**
     * {@code millrace.kafka.properties.*}: further settings of every Kafka client by their Kafka names, such as
     * {@code security.protocol}. None by default.
     */
    Map<String, String> properties();
}
