package io.millrace.messages;

/**
 * The names of the topics (architecture, section 2). All of them begin with one configurable prefix.
 *
 * @param prefix without the final dot; {@code millrace} by default
 */
public record Topics(String prefix) {
    public static final Topics DEFAULT = new Topics("millrace");

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
}
