package io.millrace.stream.reports;

import io.millrace.messages.DeadLetter;
import io.millrace.messages.Report;
import io.millrace.model.JobDefinition;
import java.util.List;

/** Where statuses, counters and dead letters go that are not part of a Kafka Streams transaction. */
public interface Reports {
    /** Sends in the background; whoever needs it repeats it later, as every report may be repeated. */
    void send(Report report);

    /** Sends dead letters in the background. */
    void sendDeadLetters(List<DeadLetter> deadLetters);

    /**
     * Takes back the wish that a failed job be running: a later start must not take it up again, when its checkpoint may
     * belong to another job.
     */
    void withdraw(JobDefinition job);

    /** Waits until everything sent so far is acknowledged or given up. */
    void flush();
}
