package io.millrace.api.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code millrace.topics.*}: the names of the topics and how they are made. */
@ConfigMapping(prefix = "millrace.topics")
public interface TopicSettings {
    /** {@code millrace.topics.prefix}: what every topic's name begins with; the same for all services. */
    @WithDefault("millrace")
    String prefix();

    /** {@code millrace.topics.replication-factor}: of topics that this service makes; 3 in production. */
    @WithDefault("1")
    short replicationFactor();
}
