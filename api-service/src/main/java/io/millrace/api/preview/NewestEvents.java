package io.millrace.api.preview;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.api.kafka.Broker;
import io.millrace.formats.UnreadableSourceException;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Looks at the end of a push connection's topic, without leaving a trace in it. */
@Singleton
class NewestEvents {
    private static final int FETCH_BYTES = 2 * SampleRun.MAX_BYTES;
    private static final Duration POLL = Duration.ofMillis(500);

    private final Broker broker;

    NewestEvents(Broker broker) {
        this.broker = broker;
    }

    /** One message: what one push brought. */
    record Chunk(ConsumerRecord<String, byte[]> message) {
        /** As the processors of streams allow it. */
        private static final int MAX_INFLATED_BYTES = 16 * 1024 * 1024;

        long offset() {
            return message.offset();
        }

        /** @throws UnreadableSourceException if its bytes are not what its headers say, or too many */
        byte[] inflated() throws UnreadableSourceException {
            String encoding = encoding();
            if (encoding.isEmpty() || encoding.equals("identity")) {
                return message.value();
            }
            if (!encoding.equals("gzip") && !encoding.equals("x-gzip")) {
                throw new UnreadableSourceException(
                        "The content encoding \"" + encoding + "\" is not supported; send gzip or nothing.");
            }
            try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(message.value()))) {
                byte[] bytes = gzip.readNBytes(MAX_INFLATED_BYTES);
                if (gzip.read() < 0) {
                    return bytes;
                }
            } catch (IOException e) {
                throw new UnreadableSourceException("The message is not sound gzip: " + e.getMessage(), e);
            }
            throw new UnreadableSourceException(
                    "The message inflates to more than " + MAX_INFLATED_BYTES + " bytes; push less at once.");
        }

        private String encoding() {
            for (Header header : message.headers()) {
                if (header.key().equalsIgnoreCase("content-encoding") && header.value() != null) {
                    return new String(header.value(), US_ASCII).strip().toLowerCase(Locale.ROOT);
                }
            }
            return "";
        }
    }

    /**
     * The newest messages, the newest first: as many as a sample may take.
     *
     * @throws IOException if the broker does not answer in time
     */
    List<Chunk> read(String topic, Duration time) throws IOException {
        long deadline = System.nanoTime() + time.toNanos();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, byte[]> consumer = newConsumer(time)) {
            consumer.assign(List.of(partition));
            long begin = offset(consumer.beginningOffsets(List.of(partition), time), partition);
            long end = offset(consumer.endOffsets(List.of(partition), time), partition);
            List<Chunk> newest = List.of();
            // How far to go back depends on how large the messages are: further and further, until it is enough.
            for (long back = 1; back <= SampleRun.MAX_RECORDS; back *= 10) {
                long from = Math.max(begin, end - back);
                Optional<Tail> tail = tail(consumer, partition, from, end, deadline);
                if (tail.isEmpty()) {
                    return newest;
                }
                newest = tail.get().newestFirst();
                if (from == begin || tail.get().bytes >= SampleRun.MAX_BYTES) {
                    return newest;
                }
            }
            return newest;
        } catch (KafkaException e) {
            throw new IOException("the broker does not answer (" + e.getMessage() + ")", e);
        }
    }

    /** Empty if the time is up before the end is reached. */
    private static Optional<Tail> tail(
            KafkaConsumer<String, byte[]> consumer, TopicPartition partition, long from, long end, long deadline) {
        Tail tail = new Tail();
        consumer.seek(partition, from);
        while (consumer.position(partition) < end) {
            if (System.nanoTime() - deadline >= 0) {
                return Optional.empty();
            }
            for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL).records(partition)) {
                if (message.offset() < end && message.value() != null) {
                    tail.add(message);
                }
            }
        }
        return Optional.of(tail);
    }

    private static long offset(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    private KafkaConsumer<String, byte[]> newConsumer(Duration time) {
        return broker.newConsumer(
                "millrace-api-preview",
                Map.of(
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        (int) Math.max(1, time.toMillis()),
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        FETCH_BYTES,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        FETCH_BYTES));
    }

    /** The last messages that were added: no more than make up a sample. */
    private static final class Tail {
        private final Deque<Chunk> messages = new ArrayDeque<>();
        private long bytes;

        void add(ConsumerRecord<String, byte[]> message) {
            messages.addLast(new Chunk(message));
            bytes += message.value().length;
            while (bytes - messages.getFirst().message().value().length >= SampleRun.MAX_BYTES) {
                bytes -= messages.removeFirst().message().value().length;
            }
        }

        List<Chunk> newestFirst() {
            List<Chunk> chunks = new ArrayList<>(messages.size());
            for (Iterator<Chunk> each = messages.descendingIterator(); each.hasNext(); ) {
                chunks.add(each.next());
            }
            return chunks;
        }
    }
}
