package io.millrace.stream.mapping;

import io.millrace.model.JobDefinition.ReadFromPoint;
import io.millrace.stream.kafka.KafkaCalls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a checkpoint where there is none, before anything is read: without it, events pushed between the creation of a
 * job and its first commit would be lost to a job that reads from the latest. And moves one that its topic does not
 * reach, which nobody else does: what it skips is told.
 */
final class StartOffsets {
    private static final Logger LOG = LoggerFactory.getLogger(StartOffsets.class);

    private final Admin admin;
    private final Supplier<Consumer<byte[], byte[]>> newReader;

    /** @param newReader makes consumers that never reset a position */
    StartOffsets(Admin admin, Supplier<Consumer<byte[], byte[]>> newReader) {
        this.admin = admin;
        this.newReader = newReader;
    }

    /**
     * @param partitions of the source topic
     * @param createdAt when the job was: {@link ReadFromPoint#LATEST} means from then on
     * @return what the user must know, if the checkpoint was not in its topic
     */
    Optional<String> prepare(String group, List<TopicPartition> partitions, ReadFromPoint readFrom, Instant createdAt) {
        // Asked for first: a topic only grows, so that its end is never behind a checkpoint that was valid before.
        Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
        Map<TopicPartition, Long> earliest = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, Long> end = new HashMap<>(offsets(partitions, OffsetSpec.latest()));
        truncations(partitions, committed).forEach((partition, offset) -> end.merge(partition, offset, Math::min));
        Map<TopicPartition, Long> start = readFrom == ReadFromPoint.EARLIEST ? earliest : since(partitions, createdAt);
        Map<TopicPartition, OffsetAndMetadata> corrected = new HashMap<>();
        List<String> lost = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata checkpoint = committed.get(partition);
            if (checkpoint == null) {
                corrected.put(partition, new OffsetAndMetadata(start.getOrDefault(partition, 0L)));
                continue;
            }
            Gap.of(
                            partition,
                            checkpoint.offset(),
                            earliest.getOrDefault(partition, 0L),
                            end.getOrDefault(partition, 0L))
                    .ifPresent(gap -> {
                        corrected.put(partition, new OffsetAndMetadata(gap.goOnAt()));
                        lost.add(gap.message());
                    });
        }
        if (!lost.isEmpty()) {
            // Before it is written: once it is, nobody can tell any more.
            LOG.warn("A checkpoint is not in its topic and is moved: group={}, lost={}", group, lost);
        }
        if (!corrected.isEmpty()) {
            KafkaCalls.await(admin.alterConsumerGroupOffsets(group, corrected).all());
        }
        return lost.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", lost));
    }

    /**
     * Offsets that are gone between a checkpoint and its topic.
     *
     * @param goOnAt where reading continues
     * @param message with the first and the last lost offset
     */
    record Gap(long goOnAt, String message) {
        /**
         * Empty if the checkpoint is within the topic or at its end.
         *
         * @param end of the topic, or of what it still has of the time of the checkpoint
         */
        static Optional<Gap> of(TopicPartition partition, long checkpoint, long earliest, long end) {
            if (checkpoint < earliest) {
                return Optional.of(new Gap(
                        earliest,
                        (earliest - checkpoint) + " chunk(s) of " + partition
                                + " were deleted by retention before they were read (offsets " + checkpoint + " to "
                                + (earliest - 1) + "); reading goes on at offset " + earliest));
            }
            if (checkpoint > end) {
                long goOnAt = Math.max(earliest, end);
                return Optional.of(
                        new Gap(
                                goOnAt,
                                (checkpoint - end) + " chunk(s) of " + partition
                                        + " that were read are not in the topic any more, which has lost its end or was made anew"
                                        + " (offsets " + end + " to " + (checkpoint - 1)
                                        + "); reading goes on at offset " + goOnAt
                                        + ", and what was pushed since then to lower offsets, if anything, is to be pushed again"));
            }
            return Optional.empty();
        }
    }

    /** Where topics have lost what was read of them and have grown again since, which their ends do not show. */
    private Map<TopicPartition, Long> truncations(
            List<TopicPartition> partitions, Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<TopicPartition, Long> truncations = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = newReader.get()) {
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata checkpoint = committed.get(partition);
                if (checkpoint != null && checkpoint.leaderEpoch().isPresent()) {
                    truncation(consumer, partition, checkpoint).ifPresent(offset -> truncations.put(partition, offset));
                }
            }
        }
        return truncations;
    }

    private static Optional<Long> truncation(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, OffsetAndMetadata checkpoint) {
        consumer.assign(List.of(partition));
        consumer.seek(partition, checkpoint);
        try {
            // Compares the checkpoint with the history of the partition's leaders.
            long unused = consumer.position(partition);
            return Optional.empty();
        } catch (LogTruncationException e) {
            return Optional.ofNullable(e.divergentOffsets().get(partition)).map(OffsetAndMetadata::offset);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(String group) {
        try {
            return KafkaCalls.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
    }

    private Map<TopicPartition, Long> since(List<TopicPartition> partitions, Instant moment) {
        // The end is asked for first: what arrives between the two questions is then found by its time.
        Map<TopicPartition, Long> offsets = new HashMap<>(offsets(partitions, OffsetSpec.latest()));
        offsets(partitions, OffsetSpec.forTimestamp(moment.toEpochMilli())).forEach((partition, offset) -> {
            if (offset >= 0) {
                offsets.put(partition, offset);
            }
        });
        return offsets;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> question =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        Map<TopicPartition, ListOffsetsResultInfo> answer =
                KafkaCalls.await(admin.listOffsets(question).all());
        return answer.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }
}
