package io.millrace.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.TableMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Which batch jobs a table has seen the end of: in the summaries of its snapshots, and as table properties. The
 * properties are there because snapshots expire: a stream's commits expire those older than minutes
 * ({@link SnapshotExpiry}), other engines may expire any, and a repeated task may come later.
 * The oldest are forgotten.
 */
final class CommittedJobs {
    /** The key of the job's id in a snapshot's summary. */
    static final String JOB_ID = "millrace.job-id";

    static final int REMEMBERED = 256;

    private static final String PREFIX = "millrace.job.";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** How a job ended in the table. */
    sealed interface Ending {
        record Committed(long rows) implements Ending {}

        /** Its staged files were given up, and must not appear any more. */
        record Discarded() implements Ending {}
    }

    private CommittedJobs() {}

    /** How the job ended, or nothing if it has not. */
    static Optional<Ending> ending(String jobId, TableMetadata state) {
        String text = state.properties().get(PREFIX + jobId);
        if (text != null) {
            JsonNode ending = parse(text);
            return Optional.of(
                    ending.path("discarded").asBoolean()
                            ? new Ending.Discarded()
                            : new Ending.Committed(ending.path("rows").asLong()));
        }
        for (Snapshot snapshot : state.snapshots()) {
            if (jobId.equals(snapshot.summary().get(JOB_ID))) {
                return Optional.of(new Ending.Committed(addedRows(snapshot)));
            }
        }
        return Optional.empty();
    }

    /** Records an ending in an update of {@code base}. */
    static void record(String jobId, Ending ending, TableMetadata base, TableMetadata.Builder update) {
        String text = JSON.createObjectNode()
                .put("rows", ending instanceof Ending.Committed committed ? committed.rows() : 0)
                .put("discarded", ending instanceof Ending.Discarded)
                .put("after", base.lastUpdatedMillis())
                .toString();
        update.setProperties(Map.of(PREFIX + jobId, text));
        update.removeProperties(new HashSet<>(outdated(base)));
    }

    private static List<String> outdated(TableMetadata base) {
        List<String> oldestFirst = base.properties().keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .sorted(Comparator.comparingLong(
                        name -> parse(base.properties().get(name)).path("after").asLong()))
                .toList();
        return oldestFirst.subList(0, Math.max(0, oldestFirst.size() - REMEMBERED + 1));
    }

    private static long addedRows(Snapshot snapshot) {
        return Long.parseLong(snapshot.summary().getOrDefault(SnapshotSummary.ADDED_RECORDS_PROP, "0"));
    }

    private static JsonNode parse(@Nullable String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A table property below " + PREFIX + " is not JSON: " + text, e);
        }
    }
}
