package io.millrace.messages;

import java.util.Map;

/**
 * A topic as the services make it when it is missing. An existing topic is left as it is.
 *
 * @param settings the broker's topic settings, by their Kafka names
 */
public record TopicSpec(String name, int partitions, Map<String, String> settings) {
    private static final String MAX_MESSAGE_BYTES = Integer.toString(Topics.MAX_MESSAGE_BYTES);
    private static final String WEEK_MS = Long.toString(7L * 24 * 60 * 60 * 1000);

    public TopicSpec {
        settings = Map.copyOf(settings);
    }

    static TopicSpec compacted(String name, int partitions) {
        return new TopicSpec(
                name, partitions, Map.of("cleanup.policy", "compact", "max.message.bytes", MAX_MESSAGE_BYTES));
    }

    static TopicSpec keptForAWeek(String name, int partitions) {
        return new TopicSpec(
                name,
                partitions,
                Map.of("cleanup.policy", "delete", "retention.ms", WEEK_MS, "max.message.bytes", MAX_MESSAGE_BYTES));
    }

    static TopicSpec keptForAWeek(String name, int partitions, long retentionBytes) {
        return new TopicSpec(
                name,
                partitions,
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        WEEK_MS,
                        "retention.bytes",
                        Long.toString(retentionBytes),
                        "max.message.bytes",
                        MAX_MESSAGE_BYTES));
    }
}
