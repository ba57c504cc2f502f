package io.millrace.batch.work;

import io.millrace.messages.BatchTask;
import io.millrace.messages.DeadLetter;
import io.millrace.messages.Report;
import io.millrace.messages.TaskOutcome;

/** Where a finished task's messages go: all of them together, or none. */
interface TaskOutputs {
    void send(BatchTask.Load task);

    void send(TaskOutcome outcome);

    void send(Report report);

    void send(DeadLetter letter);
}
