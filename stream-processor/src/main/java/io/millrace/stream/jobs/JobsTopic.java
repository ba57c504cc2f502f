package io.millrace.stream.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.messages.JobCommand;
import io.millrace.messages.MessageJson;
import io.millrace.stream.kafka.KafkaClients;
import io.millrace.stream.kafka.RequiredTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole jobs topic, again after each start, and follows it. Starts without Kafka and waits for it. A thread of
 * its own.
 */
public final class JobsTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobsTopic.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** Who is told of jobs. */
    public interface Listener {
        void command(JobCommand command);

        /** The job is not wanted any more, not even as a memory. */
        void forgotten(String jobId);

        /** Everything that was in the topic at the start has been told. */
        void caughtUp();
    }

    private final KafkaClients clients;
    private final Supplier<Admin> admin;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile boolean caughtUp;

    public JobsTopic(KafkaClients clients, Supplier<Admin> admin, Listener listener) {
        this.clients = clients;
        this.admin = admin;
        this.listener = listener;
        this.thread = new Thread(this::run, "jobs-topic");
    }

    public void start() {
        thread.start();
    }

    /** Whether the jobs are known. */
    public boolean isCaughtUp() {
        return caughtUp;
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(RETRY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                new RequiredTopics(admin, clients.replicationFactor())
                        .ensure(clients.topics().fixed());
                follow();
            } catch (RuntimeException e) {
                if (!stopping) {
                    LOG.warn(
                            "The jobs topic cannot be read for now: topic={}",
                            clients.topics().jobs(),
                            e);
                    pause();
                }
            }
        }
    }

    private void follow() {
        try (Consumer<byte[], byte[]> consumer = clients.newReader()) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(clients.topics().jobs())
                    .stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!stopping) {
                consumer.poll(POLL).forEach(this::tell);
                if (!caughtUp
                        && ends.entrySet().stream()
                                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                    caughtUp = true;
                    listener.caughtUp();
                }
            }
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> message) {
        String jobId = message.key() == null ? "" : new String(message.key(), UTF_8);
        if (message.value() == null) {
            listener.forgotten(jobId);
            return;
        }
        try {
            listener.command(MessageJson.read(message.value(), JobCommand.class));
        } catch (RuntimeException e) {
            // One command that this version cannot read must not stop the jobs that it can.
            LOG.error("A job command cannot be read and is left out: job={}, offset={}", jobId, message.offset(), e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
