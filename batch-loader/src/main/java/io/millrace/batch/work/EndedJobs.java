package io.millrace.batch.work;

import io.millrace.batch.messaging.KafkaClients;
import io.millrace.messages.MessageJson;
import io.millrace.messages.Report;
import io.millrace.messages.Topics;
import io.millrace.model.ExecutionStatus;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that failed or were cancelled lately, as their coordinator reports it: their tasks need not be done. Every
 * process reads all reports, outside of any consumer group. Thread-safe.
 */
final class EndedJobs implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EndedJobs.class);
    private static final int REMEMBERED = 10_000;
    private static final Duration LOOK_BACK = Duration.ofHours(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final byte[] STATUS = "\"status\"".getBytes(StandardCharsets.UTF_8);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final String topic;
    private final Thread thread;
    private final Set<String> ended = Collections.synchronizedSet(Collections.newSetFromMap(new BoundedMap()));
    private volatile boolean closed;
    private volatile @Nullable Consumer<String, byte[]> current;

    EndedJobs(KafkaClients kafka, Topics topics) {
        this(
                () -> new KafkaConsumer<>(settings(kafka), new StringDeserializer(), new ByteArrayDeserializer()),
                topics.reports());
    }

    EndedJobs(Supplier<Consumer<String, byte[]>> consumers, String topic) {
        this.consumers = consumers;
        this.topic = topic;
        this.thread = new Thread(this::watch, "ended-jobs");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    boolean contains(String jobId) {
        return ended.contains(jobId);
    }

    @Override
    public void close() {
        closed = true;
        Consumer<String, byte[]> consumer = current;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        while (!closed) {
            try (Consumer<String, byte[]> consumer = consumers.get()) {
                current = consumer;
                seekToRecent(consumer);
                while (!closed) {
                    consumer.poll(Duration.ofSeconds(1)).forEach(this::note);
                }
            } catch (WakeupException e) {
                // Closed.
            } catch (KafkaException e) {
                LOG.warnf("Reports cannot be read, cancelled jobs go on until they can be: %s", e.getMessage());
                pause();
            } catch (RuntimeException e) {
                LOG.errorf(e, "Reports cannot be read, cancelled jobs go on until they can be.");
                pause();
            }
        }
    }

    private void seekToRecent(Consumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            // What a broker says that has only just learned of the topic.
            throw new KafkaException("Topic " + topic + " has no partitions yet");
        }
        consumer.assign(partitions);
        long since = Instant.now().minus(LOOK_BACK).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp offset = offsets.get(partition);
            if (offset == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, offset.offset());
            }
        }
    }

    private void note(ConsumerRecord<String, byte[]> message) {
        // Most reports are counters; they are not worth a parser.
        if (message.value() == null || !contains(message.value(), STATUS)) {
            return;
        }
        try {
            if (MessageJson.read(message.value(), Report.class) instanceof Report.Status status
                    && (status.status() == ExecutionStatus.FAILED || status.status() == ExecutionStatus.CANCELED)) {
                ended.add(status.jobId());
            }
        } catch (UncheckedIOException e) {
            LOG.warnf("A report of job %s cannot be read and is skipped: %s", message.key(), e.getMessage());
        }
    }

    private static boolean contains(byte[] json, byte[] text) {
        // The type comes first in every report, so it is found at once or not at all.
        int last = Math.min(json.length - text.length, 32);
        for (int start = 0; start <= last; start++) {
            if (java.util.Arrays.equals(json, start, start + text.length, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private static Map<String, Object> settings(KafkaClients kafka) {
        Map<String, Object> settings = kafka.settings();
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return settings;
    }

    /** Forgets the oldest. */
    private static final class BoundedMap extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }
}
