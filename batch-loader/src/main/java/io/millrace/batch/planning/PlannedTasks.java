package io.millrace.batch.planning;

import io.millrace.messages.BatchTask;
import io.millrace.messages.TaskOutcome;
import java.util.function.Consumer;

/** The load tasks of a job, all of them; held on disk until closed. */
public final class PlannedTasks implements AutoCloseable {
    private final TaskOutcome.Planned outcome;
    private final TaskSpool spool;

    PlannedTasks(TaskOutcome.Planned outcome, TaskSpool spool) {
        this.outcome = outcome;
        this.spool = spool;
    }

    public TaskOutcome.Planned outcome() {
        return outcome;
    }

    /** Hands out each task, in the order of its number. */
    public void forEach(Consumer<BatchTask.Load> sink) {
        spool.forEach(sink);
    }

    @Override
    public void close() {
        spool.close();
    }
}
