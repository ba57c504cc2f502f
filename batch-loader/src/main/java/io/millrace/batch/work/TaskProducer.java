package io.millrace.batch.work;

import io.millrace.batch.messaging.KafkaClients;
import io.millrace.messages.BatchTask;
import io.millrace.messages.DeadLetter;
import io.millrace.messages.MessageJson;
import io.millrace.messages.Report;
import io.millrace.messages.TaskOutcome;
import io.millrace.messages.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends what tasks came to, in one transaction with the offset after the task. Not thread-safe. */
final class TaskProducer implements TaskOutputs, AutoCloseable {
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final KafkaProducer<String, byte[]> producer;
    private final Topics topics;

    /** Ends whatever transaction a predecessor of the same name left open. */
    TaskProducer(KafkaClients kafka, Topics topics, Duration transactionTimeout) {
        this.topics = topics;
        Map<String, Object> settings = settings(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.prefix() + "-batch-worker-" + kafka.instanceId());
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) transactionTimeout.toMillis());
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /** What producers of tasks' messages have in common. */
    static Map<String, Object> settings(KafkaClients kafka) {
        Map<String, Object> settings = kafka.settings();
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_MESSAGE_BYTES);
        return settings;
    }

    /**
     * Tells a result.
     *
     * @throws NotCommittedException if it surely was not told
     * @throws KafkaException if it is not known whether it was told
     */
    void commit(
            TaskResult result,
            Map<org.apache.kafka.common.TopicPartition, OffsetAndMetadata> offsets,
            ConsumerGroupMetadata group) {
        producer.beginTransaction();
        try {
            result.sendTo(this);
            producer.sendOffsetsToTransaction(offsets, group);
            producer.flush();
        } catch (RuntimeException e) {
            throw new NotCommittedException(e);
        }
        producer.commitTransaction();
    }

    @Override
    public void send(BatchTask.Load task) {
        // Neighbours go to neighbouring partitions, so that a job's tasks are spread evenly over the workers.
        int partitions = producer.partitionsFor(topics.batchTasks()).size();
        int partition = Math.floorMod(task.job().id().hashCode() + task.number(), partitions);
        send(topics.batchTasks(), partition, task.job().id() + "/load-" + task.number(), task);
    }

    @Override
    public void send(TaskOutcome outcome) {
        send(topics.batchOutcomes(), null, outcome.jobId(), outcome);
    }

    @Override
    public void send(Report report) {
        send(topics.reports(), null, report.jobId(), report);
    }

    @Override
    public void send(DeadLetter letter) {
        send(topics.deadLetters(), null, letter.jobId(), letter);
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }

    private void send(String topic, @Nullable Integer partition, String key, Object message) {
        // A send that fails fails the transaction, which says so.
        Future<RecordMetadata> unused =
                producer.send(new ProducerRecord<>(topic, partition, key, MessageJson.write(message)));
    }

    /** The transaction surely did not happen. */
    static final class NotCommittedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotCommittedException(Throwable cause) {
            super("A task's result was not told: " + cause.getMessage(), cause);
        }
    }
}
