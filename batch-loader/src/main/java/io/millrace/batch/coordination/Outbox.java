package io.millrace.batch.coordination;

import io.millrace.messages.BatchTask;
import io.millrace.messages.Report;

/** Where the coordinator's decisions go. */
interface Outbox {
    /** @param step tells the job's tasks apart */
    void send(BatchTask task, String step);

    void send(Report report);
}
