package io.millrace.stream.jobs;

import io.millrace.messages.Report;
import io.millrace.model.ErrorCode;
import io.millrace.model.ExecutionStatus;
import io.millrace.model.JobCounters;
import io.millrace.stream.reports.Reports;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells how one job is, and does not repeat itself. Not thread-safe. */
final class StatusReports {
    private final String jobId;
    private final Reports reports;
    private final Clock clock;
    private @Nullable Told told;

    private record Told(
            ExecutionStatus status,
            @Nullable ErrorCode error,
            @Nullable String message) {}

    StatusReports(String jobId, Reports reports, Clock clock) {
        this.jobId = jobId;
        this.reports = reports;
        this.clock = clock;
    }

    void fine(ExecutionStatus status) {
        tell(new Told(status, null, null), Report.Level.OK, "The job is " + status.apiName());
    }

    /** The job goes on trying. */
    void warn(ExecutionStatus status, String message) {
        warn(status, ErrorCode.UNABLE_TO_PROCEED, message);
    }

    /** The job goes on. */
    void warn(ExecutionStatus status, ErrorCode code, String message) {
        tell(new Told(status, code, message), Report.Level.WARN, message);
    }

    void failed(ErrorCode code, String message) {
        tell(new Told(ExecutionStatus.FAILED, code, message), Report.Level.ERROR, message);
    }

    private void log(Report.Level level, @Nullable ErrorCode code, String message) {
        reports.send(
                new Report.LogLine(jobId, clock.instant(), UUID.randomUUID().toString(), level, code, message));
    }

    void counters(String part, Map<Integer, JobCounters> absolute) {
        absolute.forEach((partition, counters) ->
                reports.send(new Report.Counters(jobId, clock.instant(), part + "-" + partition, counters)));
    }

    private void tell(Told news, Report.Level level, String logLine) {
        if (Objects.equals(news, told)) {
            return;
        }
        told = news;
        reports.send(new Report.Status(jobId, clock.instant(), news.status(), news.error(), news.message()));
        log(level, news.error(), logLine);
    }
}
