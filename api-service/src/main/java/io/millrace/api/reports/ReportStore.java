package io.millrace.api.reports;

import io.millrace.api.database.JobStates;
import io.millrace.api.database.Violations;
import io.millrace.messages.Report;
import io.millrace.model.ErrorCode;
import io.millrace.model.ExecutionStatus;
import io.millrace.model.JobCounters;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** What reports change in the database. Each may come again, or late, and then changes nothing; so may unknown jobs'. */
@Singleton
public class ReportStore {
    private static final Logger LOG = Logger.getLogger(ReportStore.class);

    private final Jdbi database;

    public ReportStore(Jdbi database) {
        this.database = database;
    }

    /** Applies all of them; one with values that the database refuses is left out, lest it hold up all that follow. */
    void apply(List<Report> reports) {
        try {
            database.useTransaction(handle -> reports.forEach(report -> apply(handle, report)));
        } catch (JdbiException e) {
            if (!Violations.isOfValues(e)) {
                throw e;
            }
            reports.forEach(this::applyOrSkip);
        }
    }

    private void applyOrSkip(Report report) {
        try {
            database.useTransaction(handle -> apply(handle, report));
        } catch (JdbiException e) {
            if (!Violations.isOfValues(e)) {
                throw e;
            }
            LOG.errorf(e, "Skipped a report that the database refuses, of job %s at %s", report.jobId(), report.at());
        }
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
                        + " ELSE progress END WHERE id = :job AND (status_at IS NULL OR status_at <= :at) AND "
                        + JobStates.NOT_OVER)
                .bind("job", id(report.jobId()))
                .bind("at", report.at())
                .bind("status", report.status().apiName())
                .bind("health", healthOf(report))
                .bind("code", apiName(report.error()))
                .bind("message", storable(report.message()))
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
                .bind("line", storable(line.id()))
                .bind("at", line.at())
                .bind("level", line.level().name().toLowerCase(Locale.ROOT))
                .bind("code", apiName(line.code()))
                .bind("message", storable(line.message()))
                .execute();
    }

    /** Messages quote what users sent, and PostgreSQL's texts cannot have U+0000. */
    private static @Nullable String storable(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
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
