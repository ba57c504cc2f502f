package io.millrace.messages;

import java.util.List;

/**
 * The names of the topics (architecture, section 2). All of them begin with one configurable prefix.
 *
 * @param prefix without the final dot; {@code millrace} by default
 */
public record Topics(String prefix) {
    public static final Topics DEFAULT = new Topics("millrace");

    /** The largest message that a topic takes, and so the largest request of a producer. */
    public static final int MAX_MESSAGE_BYTES = 12 * 1024 * 1024;

    private static final int PARTITIONS = 4;
    private static final int TASK_PARTITIONS = 16;

    /** Pushed chunks of one connection, or what Kafka producers write there. Both arguments are UUIDs. */
    public String events(String projectId, String connectionId) {
        return prefix + ".events." + projectId + "." + connectionId;
    }

    /** Job id → {@link JobCommand}; compacted. */
    public String jobs() {
        return prefix + ".jobs";
    }

    /** Job id + task number → {@link BatchTask}. */
    public String batchTasks() {
        return prefix + ".batch-tasks";
    }

    /** Job id → {@link TaskOutcome}, from the workers to the coordinator. Partitioned like {@link #jobs()}. */
    public String batchOutcomes() {
        return prefix + ".batch-outcomes";
    }

    /** Job id → {@link Report}. */
    public String reports() {
        return prefix + ".reports";
    }

    /** Mapped rows on their way into one table. */
    public String rows(String tableId) {
        return prefix + ".rows." + tableId;
    }

    /** Job id → {@link DeadLetter}. */
    public String deadLetters() {
        return prefix + ".dead-letters";
    }

    /** The topics that exist from the start. {@link #jobs()} and {@link #batchOutcomes()} have equally many partitions. */
    public List<TopicSpec> fixed() {
        return List.of(
                TopicSpec.compacted(jobs(), PARTITIONS),
                TopicSpec.keptForAWeek(batchOutcomes(), PARTITIONS),
                TopicSpec.keptForAWeek(batchTasks(), TASK_PARTITIONS),
                TopicSpec.keptForAWeek(reports(), PARTITIONS),
                TopicSpec.keptForAWeek(deadLetters(), PARTITIONS));
    }

    /** One partition, so that the order of a connection's events is kept; a week or a GiB of them (contract, 14). */
    public TopicSpec eventsSpec(String projectId, String connectionId) {
        return TopicSpec.keptForAWeek(events(projectId, connectionId), 1, 1L << 30);
    }

    /** One partition: one writer, and fewer, larger files. */
    public TopicSpec rowsSpec(String tableId) {
        return TopicSpec.keptForAWeek(rows(tableId), 1);
    }
}
