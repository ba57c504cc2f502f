package io.millrace.stream.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.messages.MessageJson;
import io.millrace.model.JobCounters;
import io.millrace.stream.kafka.KafkaClients;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads the committed counters of a job that is not running: the last words of its state store. What was in memory may
 * have been ahead of them.
 */
final class CountersLog {
    private static final long TAIL = 5_000;
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaClients clients;

    CountersLog(KafkaClients clients) {
        this.clients = clients;
    }

    /** The job's counters by source partition; empty if it never committed anything. */
    Map<Integer, JobCounters> read(String applicationId, String jobId) {
        String topic = applicationId + "-" + MappingTopology.COUNTERS_STORE + "-changelog";
        Map<Integer, JobCounters> counters = new HashMap<>();
        try (Consumer<byte[], byte[]> consumer = clients.newReader()) {
            for (PartitionInfo partition : consumer.listTopics().getOrDefault(topic, List.of())) {
                TopicPartition changelog = new TopicPartition(topic, partition.partition());
                byte[] value = last(consumer, changelog, jobId.getBytes(UTF_8));
                if (value.length > 0) {
                    counters.put(partition.partition(), MessageJson.read(value, JobCounters.class));
                }
            }
        }
        return counters;
    }

    /** The newest value of a key: nearly always close to the end. */
    private static byte[] last(Consumer<byte[], byte[]> consumer, TopicPartition partition, byte[] key) {
        consumer.assign(List.of(partition));
        long begin = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        long tail = Math.max(begin, end - TAIL);
        byte[] value = scan(consumer, partition, key, tail, end);
        return value.length > 0 || tail == begin ? value : scan(consumer, partition, key, begin, tail);
    }

    private static byte[] scan(
            Consumer<byte[], byte[]> consumer, TopicPartition partition, byte[] key, long from, long to) {
        byte[] found = new byte[0];
        consumer.seek(partition, from);
        while (consumer.position(partition) < to) {
            for (ConsumerRecord<byte[], byte[]> entry : consumer.poll(POLL).records(partition)) {
                if (entry.offset() < to && Arrays.equals(entry.key(), key) && entry.value() != null) {
                    found = entry.value();
                }
            }
        }
        return found;
    }
}
