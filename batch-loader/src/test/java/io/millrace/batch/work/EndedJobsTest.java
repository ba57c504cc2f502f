package io.millrace.batch.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.messages.MessageJson;
import io.millrace.messages.Report;
import io.millrace.model.ErrorCode;
import io.millrace.model.ExecutionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EndedJobsTest {
    private static final String TOPIC = "reports";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    @Test
    void theWatchOutlivesATopicWithoutPartitionsAndErrorsThatNobodyThoughtOf() {
        Queue<Supplier<List<PartitionInfo>>> answers = new ArrayDeque<>();
        answers.add(List::of);
        answers.add(() -> {
            throw new IllegalStateException("nobody thought of this");
        });
        answers.add(() -> List.of(new PartitionInfo(TOPIC, 0, null, null, null)));

        try (EndedJobs ended = new EndedJobs(() -> new Reports(answers.remove()), TOPIC)) {
            ended.start();

            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> ended.contains("job"));
        }
        assertThat(answers).isEmpty();
    }

    /** Has one report, that a job was cancelled. */
    private static final class Reports extends MockConsumer<String, byte[]> {
        private final Supplier<List<PartitionInfo>> partitions;

        Reports(Supplier<List<PartitionInfo>> partitions) {
            super("earliest");
            this.partitions = partitions;
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic) {
            return partitions.get();
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            Report canceled = new Report.Status("job", Instant.EPOCH, ExecutionStatus.CANCELED, ErrorCode.CANCELED, "");
            addRecord(new ConsumerRecord<>(TOPIC, 0, 0, "job", MessageJson.write(canceled)));
            return Map.of(PARTITION, new OffsetAndTimestamp(0, 0));
        }
    }
}
