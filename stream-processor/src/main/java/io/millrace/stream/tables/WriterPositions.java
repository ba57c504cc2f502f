package io.millrace.stream.tables;

import io.millrace.model.ErrorCode;
import io.millrace.stream.tables.StoredCounts.Stored;
import io.millrace.tables.StreamCommit.Advance;
import io.millrace.tables.StreamProgress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where a writer stands: what the table records for each of its partitions, and how far the consumer has read since. The
 * table is the only truth; the group's offsets are never asked. Not thread-safe.
 */
final class WriterPositions {
    private final Consumer<byte[], byte[]> consumer;
    private final Set<TopicPartition> unknown = new HashSet<>();
    private final Map<TopicPartition, @Nullable StreamProgress> recorded = new HashMap<>();

    WriterPositions(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** The name under which a table records its progress in a partition of a rows topic. */
    static String source(TopicPartition partition) {
        return sourcePrefix(partition.topic()) + partition.partition();
    }

    static String sourcePrefix(String rowsTopic) {
        return rowsTopic + "-";
    }

    /** Partitions that were assigned; they are not read before {@link #seek}. */
    void assigned(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            // A position of some kind keeps the consumer from asking for the group's offset, which does not exist.
            consumer.seek(partition, 0);
            unknown.add(partition);
            recorded.remove(partition);
        }
        consumer.pause(partitions);
    }

    void revoked(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            unknown.remove(partition);
            recorded.remove(partition);
        });
    }

    /** Forgets all: what the table says is to be asked again. */
    void reset() {
        assigned(List.copyOf(consumer.assignment()));
    }

    boolean isComplete() {
        return unknown.isEmpty();
    }

    /**
     * Goes where the table says.
     *
     * @param found told what the table records for each partition
     * @throws WriterFailedException if the rows that come next in the table are not in the topic any more
     */
    void seek(RowsTable table, BiConsumer<TopicPartition, @Nullable StreamProgress> found) {
        if (unknown.isEmpty()) {
            return;
        }
        String topic = unknown.iterator().next().topic();
        Map<String, StreamProgress> progress = table.progressOf(sourcePrefix(topic));
        Map<TopicPartition, Long> first = consumer.beginningOffsets(unknown);
        Map<TopicPartition, Long> end = consumer.endOffsets(unknown);
        for (TopicPartition partition : List.copyOf(unknown)) {
            StreamProgress stored = progress.get(source(partition));
            consumer.seek(partition, start(partition, stored, value(first, partition), value(end, partition)));
            recorded.put(partition, stored);
            unknown.remove(partition);
            found.accept(partition, stored);
        }
    }

    /** The partitions in which something was read since the last commit, with where they were and where they are. */
    Map<TopicPartition, Advance> advances(Map<Integer, Map<String, Stored>> counts) {
        Map<TopicPartition, Advance> advances = new HashMap<>();
        recorded.forEach((partition, from) -> {
            long position = consumer.position(partition);
            Map<String, Stored> more = counts.getOrDefault(partition.partition(), Map.of());
            if (!more.isEmpty() || (from == null ? position > 0 : position > from.nextOffset())) {
                String jobs = StoredCounts.of(from).plus(more).toJson();
                advances.put(partition, new Advance(from, new StreamProgress(position, jobs)));
            }
        });
        return advances;
    }

    void committed(Map<TopicPartition, Advance> advances) {
        advances.forEach((partition, advance) -> recorded.put(partition, advance.to()));
    }

    private static long value(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    private static long start(TopicPartition partition, @Nullable StreamProgress stored, long first, long end) {
        if (stored == null) {
            return first;
        }
        long next = stored.nextOffset();
        if (next < first) {
            throw new WriterFailedException(
                    ErrorCode.INTERNAL_ERROR,
                    "Rows are lost: the table holds " + partition + " up to offset " + next
                            + ", and the topic begins at " + first
                            + " because retention deleted what lies between. Load the missing time from its source"
                            + " again and reset the job");
        }
        if (next > end) {
            throw new WriterFailedException(
                    ErrorCode.INTERNAL_ERROR,
                    "The table holds " + partition + " up to offset " + next + ", but the topic ends at " + end
                            + ": it was made anew. Reset the job to read its source again");
        }
        return next;
    }
}
