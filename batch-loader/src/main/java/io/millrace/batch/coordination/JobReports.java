package io.millrace.batch.coordination;

import io.millrace.messages.Report;
import io.millrace.messages.TaskOutcome;
import io.millrace.model.ErrorCode;
import io.millrace.model.ExecutionStatus;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What the coordinator tells of its jobs. A job tells each line of its log once, so the step's name makes its id. */
final class JobReports {
    /** The one part under which a batch job's counters are reported. */
    static final String PART = "batch";

    private final Outbox outbox;
    private final InstantSource clock;

    JobReports(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    void running(String jobId) {
        status(jobId, ExecutionStatus.RUNNING, null, null);
    }

    void planned(TaskOutcome.Planned planned) {
        String message = "Planned: " + planned.objects() + " objects, " + planned.bytes() + " bytes, " + planned.tasks()
                + " tasks.";
        log(planned.jobId(), "planned", Report.Level.OK, null, message);
    }

    void counters(String jobId, JobCounters counters) {
        outbox.send(new Report.Counters(jobId, now(), PART, counters));
    }

    void progress(String jobId, double fraction) {
        outbox.send(new Report.Progress(jobId, now(), fraction));
    }

    void tooLateToCancel(String jobId) {
        String message = "Canceled too late: the job is committing already and completes.";
        log(jobId, "too-late-to-cancel", Report.Level.WARN, null, message);
    }

    void completed(JobDefinition job, JobCounters counters) {
        String jobId = job.id();
        counters(jobId, counters);
        progress(jobId, 1);
        String summary = "Committed to table \"" + job.table().name() + "\": " + counters.rowsPersisted() + " rows of "
                + counters.stored() + " records; received " + counters.received() + ", filtered " + counters.filtered()
                + ", rejected " + counters.rejected() + ", with warnings " + counters.withWarning() + ".";
        if (counters.stored() == 0) {
            String message = "No rows were stored: received " + counters.received() + " records, filtered "
                    + counters.filtered() + ", rejected " + counters.rejected() + ".";
            log(jobId, "completed", Report.Level.WARN, ErrorCode.NO_ROWS_FOUND, message);
            status(jobId, ExecutionStatus.COMPLETED, ErrorCode.NO_ROWS_FOUND, message);
        } else if (counters.rejected() + counters.withWarning() > 0) {
            log(jobId, "completed", Report.Level.WARN, ErrorCode.INVALID_ROWS_FOUND, summary);
            status(jobId, ExecutionStatus.COMPLETED, ErrorCode.INVALID_ROWS_FOUND, summary);
        } else {
            log(jobId, "completed", Report.Level.OK, null, summary);
            status(jobId, ExecutionStatus.COMPLETED, null, null);
        }
    }

    /** A job that failed or was cancelled. */
    void ended(String jobId, ExecutionStatus status, ErrorCode code, String message) {
        Report.Level level = status == ExecutionStatus.FAILED ? Report.Level.ERROR : Report.Level.WARN;
        log(jobId, "ended", level, code, message);
        status(jobId, status, code, message);
    }

    private void status(String jobId, ExecutionStatus status, @Nullable ErrorCode code, @Nullable String message) {
        outbox.send(new Report.Status(jobId, now(), status, code, message));
    }

    private void log(String jobId, String step, Report.Level level, @Nullable ErrorCode code, String message) {
        outbox.send(new Report.LogLine(jobId, now(), jobId + "-" + step, level, code, message));
    }

    private Instant now() {
        return clock.instant();
    }
}
