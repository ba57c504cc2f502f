package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.json.RequestJson;
import io.millrace.model.JobCounters;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;

/** A job's log and numbers as the API shows them (contract, section 11). */
@Singleton
public class JobDetails {
    private static final int MAX_LOG_LINES = 10_000;

    private final Jdbi database;

    public JobDetails(Jdbi database) {
        this.database = database;
    }

    ObjectNode logs(SubmittedJob job) {
        ObjectNode answer = RequestJson.newObject();
        ArrayNode lines = answer.putArray("logs");
        database.useHandle(handle -> handle.createQuery("SELECT logged_at, level, code, message FROM job_logs"
                        + " WHERE job_id = :job ORDER BY logged_at, line_id LIMIT :limit")
                .bind("job", job.id())
                .bind("limit", MAX_LOG_LINES)
                .map((row, context) -> logLine(row))
                .forEach(lines::add));
        return answer;
    }

    ObjectNode metrics(SubmittedJob job) {
        JobCounters counters = database.withHandle(handle -> handle
                .createQuery("SELECT received, with_warning, filtered, late, early, unparseable, stored,"
                        + " rows_persisted, bytes FROM job_counters WHERE job_id = :job")
                .bind("job", job.id())
                .map((row, context) -> counters(row))
                .stream()
                .reduce(JobCounters.ZERO, JobCounters::plus));
        return metrics(counters, job.isStreaming());
    }

    /** Rows stored after rollup are said of batch jobs only, as the contract has it. */
    static ObjectNode metrics(JobCounters counters, boolean streaming) {
        long lateness = counters.late() + counters.early();
        long kept = counters.received() - counters.filtered() - counters.rejected();
        ObjectNode answer = RequestJson.newObject();
        ObjectNode totals = answer.putObject("totals");
        totals.put("numRowsProcessed", atLeastZero(kept - counters.withWarning()));
        totals.put("numRowsProcessedWithWarning", counters.withWarning());
        totals.put("numRowsSkippedByFilter", counters.filtered() + lateness);
        totals.put("numRowsSkippedByError", counters.unparseable());
        if (!streaming) {
            totals.put("numRowsPersisted", counters.rowsPersisted());
        }
        totals.put("numBytesProcessed", counters.bytes());
        totals.put("numRowsReceived", counters.received());
        totals.put("numRowsStored", counters.stored());
        totals.put("numRowsInFlight", atLeastZero(counters.inFlight()));
        totals.put("numRowsSkippedByLateness", lateness);
        return answer;
    }

    /** The parts of a job report at different moments: what is stored may be heard of before it is received. */
    private static long atLeastZero(long count) {
        return Math.max(0, count);
    }

    private static ObjectNode logLine(ResultSet row) throws SQLException {
        ObjectNode line = RequestJson.newObject();
        line.put("timestamp", row.getTimestamp("logged_at").toInstant().toString());
        line.put("healthStatus", row.getString("level"));
        if (row.getString("code") != null) {
            line.put("code", row.getString("code"));
        }
        line.put("message", row.getString("message"));
        return line;
    }

    private static JobCounters counters(ResultSet row) throws SQLException {
        return new JobCounters(
                row.getLong("received"),
                row.getLong("with_warning"),
                row.getLong("filtered"),
                row.getLong("late"),
                row.getLong("early"),
                row.getLong("unparseable"),
                row.getLong("stored"),
                row.getLong("rows_persisted"),
                row.getLong("bytes"));
    }
}
