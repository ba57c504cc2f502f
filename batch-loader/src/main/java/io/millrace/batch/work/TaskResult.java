package io.millrace.batch.work;

import io.millrace.batch.loading.LoadResult;
import io.millrace.batch.planning.PlannedTasks;
import io.millrace.messages.TaskOutcome;

/** What a task came to, before anybody knows of it. */
sealed interface TaskResult extends AutoCloseable {
    /** Sends all messages of the task. */
    void sendTo(TaskOutputs outputs);

    /** For metrics. */
    String outcome();

    /** The result will never be known: what it left in the store may go. */
    default void abandon() {}

    @Override
    default void close() {}

    /** There is nothing to tell. */
    record Silent(String outcome) implements TaskResult {
        @Override
        public void sendTo(TaskOutputs outputs) {}
    }

    /** An outcome and nothing else. */
    record Told(TaskOutcome told) implements TaskResult {
        @Override
        public void sendTo(TaskOutputs outputs) {
            outputs.send(told);
        }

        @Override
        public String outcome() {
            return told instanceof TaskOutcome.Failed ? "failed" : "done";
        }
    }

    /** Load tasks and how many there are. */
    record Planned(PlannedTasks tasks) implements TaskResult {
        @Override
        public void sendTo(TaskOutputs outputs) {
            tasks.forEach(outputs::send);
            outputs.send(tasks.outcome());
        }

        @Override
        public String outcome() {
            return "done";
        }

        @Override
        public void close() {
            tasks.close();
        }
    }

    /**
     * Staged files, or why there are none, with what was rejected.
     *
     * @param discard deletes the staged files
     */
    record Loaded(LoadResult result, Runnable discard) implements TaskResult {
        @Override
        public void sendTo(TaskOutputs outputs) {
            result.rejections().deadLetters().forEach(outputs::send);
            result.rejections().logLines().forEach(outputs::send);
            outputs.send(result.outcome());
        }

        @Override
        public String outcome() {
            return result.outcome() instanceof TaskOutcome.Failed ? "failed" : "done";
        }

        @Override
        public void abandon() {
            discard.run();
        }
    }
}
