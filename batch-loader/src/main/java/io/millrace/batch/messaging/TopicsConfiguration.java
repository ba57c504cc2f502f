package io.millrace.batch.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How topics are named and made. */
@ConfigMapping(prefix = "millrace.topics")
public interface TopicsConfiguration {
    /** {@code millrace.topics.prefix}: begins the name of every topic and consumer group, without the dot. */
    @WithDefault("millrace")
    String prefix();

    /** {@code millrace.topics.replication-factor}: of topics that this service makes; 3 in production. At least 1. */
    @WithDefault("1")
    short replicationFactor();
}
