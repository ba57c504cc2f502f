package io.millrace.api.events;

import io.millrace.api.kafka.Broker;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes pushed chunks to Kafka, each as one record with its bytes untouched. Thread-safe.
 *
 * <p>The record's headers: {@code content-type} and {@code content-encoding} as the client sent them, {@code received-at}
 * in ISO 8601.
 */
@Singleton
class EventProducer {
    private final Broker broker;
    private @Nullable Producer<String, byte[]> kafka;

    EventProducer(Broker broker) {
        this.broker = broker;
    }

    /** Completes once every in-sync replica has the chunk, and only then. */
    CompletableFuture<Void> send(String topic, PushBody body, @Nullable String contentType, Instant receivedAt) {
        // One partition for a connection: the order of its events is kept (contract, section 14).
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, 0, null, body.bytes());
        header(record, "received-at", receivedAt.toString());
        if (contentType != null) {
            header(record, "content-type", contentType);
        }
        if (body.gzip()) {
            header(record, "content-encoding", "gzip");
        }
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        var unused = producer().send(record, (metadata, error) -> {
            if (error == null) {
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(error);
            }
        });
        return acknowledged;
    }

    private synchronized Producer<String, byte[]> producer() {
        if (kafka == null) {
            kafka = broker.newProducer(
                    "millrace-push-gateway",
                    Map.of(
                            ProducerConfig.LINGER_MS_CONFIG,
                            2,
                            ProducerConfig.BATCH_SIZE_CONFIG,
                            256 * 1024,
                            // Bounds what a slow broker can pile up here; a full buffer blocks for two seconds, then
                            // 503.
                            ProducerConfig.BUFFER_MEMORY_CONFIG,
                            64L * 1024 * 1024,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            2_000));
        }
        return kafka;
    }

    @PreDestroy
    synchronized void close() {
        if (kafka != null) {
            kafka.close(Duration.ofSeconds(10));
        }
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
