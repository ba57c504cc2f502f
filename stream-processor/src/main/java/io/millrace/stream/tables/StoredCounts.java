package io.millrace.stream.tables;

import io.millrace.messages.MessageJson;
import io.millrace.model.JobCounters;
import io.millrace.tables.StreamProgress;
import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of each job from one partition of the rows topic: absolute numbers, kept in the table's own record, so
 * that they change with the rows and never without them.
 *
 * @param jobs by job id, those written longest ago first
 */
record StoredCounts(Map<String, Stored> jobs) {
    /** Jobs whose rows have long been stored are forgotten past so many; their last counters have been reported. */
    private static final int MAX_JOBS = 64;

    static final StoredCounts NONE = new StoredCounts(Map.of());

    /**
     * @param records input records whose rows are stored
     * @param rows rows stored, after rollup
     */
    record Stored(long records, long rows) {
        static final Stored NOTHING = new Stored(0, 0);

        Stored plus(Stored other) {
            return new Stored(records + other.records, rows + other.rows);
        }

        JobCounters counters() {
            return new JobCounters(0, 0, 0, 0, 0, 0, records, rows, 0);
        }
    }

    /** The JSON form: an object with one property for each job. */
    private static final class Json extends LinkedHashMap<String, Stored> {
        @Serial
        private static final long serialVersionUID = 1;
    }

    StoredCounts {
        jobs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(jobs));
    }

    static StoredCounts of(@Nullable StreamProgress progress) {
        return progress == null || progress.jobs().isBlank()
                ? NONE
                : new StoredCounts(MessageJson.read(
                        progress.jobs().getBytes(java.nio.charset.StandardCharsets.UTF_8), Json.class));
    }

    StoredCounts plus(Map<String, Stored> more) {
        LinkedHashMap<String, Stored> sum = new LinkedHashMap<>(jobs);
        more.forEach((job, stored) -> {
            Stored before = sum.remove(job);
            sum.put(job, before == null ? stored : before.plus(stored));
        });
        Set<String> names = sum.keySet();
        while (sum.size() > MAX_JOBS) {
            names.remove(names.iterator().next());
        }
        return new StoredCounts(sum);
    }

    String toJson() {
        return new String(MessageJson.write(jobs), java.nio.charset.StandardCharsets.UTF_8);
    }
}
