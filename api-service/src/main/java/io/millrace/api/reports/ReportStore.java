package io.millrace.api.reports;

import io.millrace.messages.Report;
import io.millrace.model.ErrorCode;
import io.millrace.model.ExecutionStatus;
import io.millrace.model.JobCounters;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What reports change in the database. Each may come again, or late, and then changes nothing; so may unknown jobs'. */
@Singleton
public class ReportStore {
    private static final String NOT_OVER = " AND execution_status NOT IN ('completed', 'failed', 'canceled')";

    private final Jdbi database;

    public ReportStore(Jdbi database) {
        this.database = database;
    }

    void apply(List<Report> reports) {
        database.useTransaction(handle -> reports.forEach(report -> apply(handle, report)));
    }

    private static void apply(Handle handle, Report report) {
        if (report instanceof Report.Status status) {
            status(handle, status);
        } else if (report instanceof Report.Counters counters) {
            counters(handle, counters);
        } else if (report instanceof Report.Progress progress) {
            progress(handle, progress);
        } else if (report instanceof Report.LogLine line) {
            logLine(handle, line);
        }
    }

    private static void status(Handle handle, Report.Status report) {
        handle.createUpdate("UPDATE jobs SET execution_status = :status, status_at = :at, updated_at ="
                        + " greatest(updated_at, :at), health_status = :health, health_code = :code, health_message ="
                        + " :message, started_at = CASE WHEN :started THEN coalesce(started_at, :at) ELSE started_at"
                        + " END, completed_at = CASE WHEN :over THEN CAST(:at AS timestamptz) END, progress = CASE WHEN :completed THEN 1"
                        + " ELSE progress END WHERE id = :job AND (status_at IS NULL OR status_at <= :at)" + NOT_OVER)
                .bind("job", id(report.jobId()))
                .bind("at", report.at())
                .bind("status", report.status().apiName())
                .bind("health", healthOf(report))
                .bind("code", apiName(report.error()))
                .bind("message", report.message())
                .bind("started", report.status() != ExecutionStatus.PENDING)
                .bind("over", report.status().isTerminal())
                .bind("completed", report.status() == ExecutionStatus.COMPLETED)
                .execute();
    }

    private static String healthOf(Report.Status report) {
        if (report.error() == null) {
            return "ok";
        }
        boolean over = report.status() == ExecutionStatus.FAILED || report.status() == ExecutionStatus.CANCELED;
        return over ? "error" : "warn";
    }

    private static void counters(Handle handle, Report.Counters report) {
        JobCounters counters = report.counters();
        handle.createUpdate(
                        "INSERT INTO job_counters (job_id, part, counted_at, received, with_warning, filtered, late,"
                                + " early, unparseable, stored, rows_persisted, bytes) SELECT id, :part, :at, :received,"
                                + " :withWarning, :filtered, :late, :early, :unparseable, :stored, :rowsPersisted, :bytes FROM"
                                + " jobs WHERE id = :job ON CONFLICT (job_id, part) DO UPDATE SET counted_at ="
                                + " excluded.counted_at, received = excluded.received, with_warning = excluded.with_warning,"
                                + " filtered = excluded.filtered, late = excluded.late, early = excluded.early, unparseable ="
                                + " excluded.unparseable, stored = excluded.stored, rows_persisted = excluded.rows_persisted,"
                                + " bytes = excluded.bytes WHERE job_counters.counted_at <= excluded.counted_at")
                .bind("job", id(report.jobId()))
                .bind("part", report.part())
                .bind("at", report.at())
                .bindMethods(counters)
                .execute();
    }

    private static void progress(Handle handle, Report.Progress report) {
        handle.createUpdate("UPDATE jobs SET progress = greatest(progress, least(1, :fraction)) WHERE id = :job")
                .bind("job", id(report.jobId()))
                .bind("fraction", report.fraction())
                .execute();
    }

    private static void logLine(Handle handle, Report.LogLine line) {
        handle.createUpdate("INSERT INTO job_logs (job_id, line_id, logged_at, level, code, message)"
                        + " SELECT id, :line, :at, :level, :code, :message FROM jobs WHERE id = :job"
                        + " ON CONFLICT (job_id, line_id) DO NOTHING")
                .bind("job", id(line.jobId()))
                .bind("line", line.id())
                .bind("at", line.at())
                .bind("level", line.level().name().toLowerCase(Locale.ROOT))
                .bind("code", apiName(line.code()))
                .bind("message", line.message())
                .execute();
    }

    private static @Nullable String apiName(@Nullable ErrorCode code) {
        return code == null ? null : code.apiName();
    }

    /** A text that is no id is that of no job. */
    private static UUID id(String jobId) {
        try {
            return UUID.fromString(jobId);
        } catch (IllegalArgumentException e) {
            return new UUID(0, 0);
        }
    }
}
