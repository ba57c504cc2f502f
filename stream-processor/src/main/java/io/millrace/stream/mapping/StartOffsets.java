package io.millrace.stream.mapping;

import io.millrace.model.JobDefinition.ReadFromPoint;
import io.millrace.stream.kafka.KafkaCalls;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Writes a checkpoint where there is none, before anything is read. Without it, events pushed between the creation of a
 * job and its first commit would be lost to a job that reads from the latest.
 */
final class StartOffsets {
    private final Admin admin;

    StartOffsets(Admin admin) {
        this.admin = admin;
    }

    /**
     * @param partitions of the source topic
     * @param createdAt when the job was: {@link ReadFromPoint#LATEST} means from then on
     * @return what the user must know, if events are gone that the checkpoint had not reached
     */
    Optional<String> prepare(String group, List<TopicPartition> partitions, ReadFromPoint readFrom, Instant createdAt) {
        Map<TopicPartition, OffsetAndMetadata> committed = committed(group);
        Map<TopicPartition, Long> earliest = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, OffsetAndMetadata> missing = new HashMap<>();
        Map<TopicPartition, Long> start = readFrom == ReadFromPoint.EARLIEST ? earliest : since(partitions, createdAt);
        for (TopicPartition partition : partitions) {
            if (committed.get(partition) == null) {
                missing.put(partition, new OffsetAndMetadata(start.getOrDefault(partition, 0L)));
            }
        }
        if (!missing.isEmpty()) {
            KafkaCalls.await(admin.alterConsumerGroupOffsets(group, missing).all());
        }
        return lost(committed, earliest);
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

    private static Optional<String> lost(
            Map<TopicPartition, OffsetAndMetadata> committed, Map<TopicPartition, Long> earliest) {
        StringBuilder message = new StringBuilder();
        earliest.forEach((partition, first) -> {
            OffsetAndMetadata checkpoint = committed.get(partition);
            if (checkpoint != null && checkpoint.offset() < first) {
                message.append(message.isEmpty() ? "" : "; ")
                        .append(first - checkpoint.offset())
                        .append(" chunk(s) of ")
                        .append(partition)
                        .append(" were deleted by retention before they were read (offsets ")
                        .append(checkpoint.offset())
                        .append(" to ")
                        .append(first - 1)
                        .append(')');
            }
        });
        return message.isEmpty() ? Optional.empty() : Optional.of(message.toString());
    }
}
