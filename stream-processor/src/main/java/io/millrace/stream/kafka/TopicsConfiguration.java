package io.millrace.stream.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the topics are named and made. */
@ConfigMapping(prefix = "millrace.topics")
public interface TopicsConfiguration {
    /** {@code millrace.topics.prefix}: begins the name of every topic and group. The same in all services. */
    @WithDefault("millrace")
    String prefix();

    /** {@code millrace.topics.replication-factor}: of the topics that this service makes; at most the number of brokers. */
    @WithDefault("1")
    short replicationFactor();
}
