package io.millrace.api.outbox;

import io.millrace.api.kafka.Broker;
import io.millrace.api.startup.ServiceReady;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Sends the outbox to Kafka, oldest first, and empties it of what the broker has acknowledged. Of several replicas one at
 * a time does so, which keeps the order of a job's messages. A message may be sent twice, never not at all.
 */
@Singleton
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final long POLL_MILLIS = 500;
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1000;
    private static final int BATCH = 100;
    /** Any number, the same in all replicas. */
    private static final long LOCK = 0x6d696c6c72616365L;

    private final Jdbi database;
    private final Broker broker;
    private final Outbox outbox;
    private @Nullable Thread thread;
    private volatile boolean stopping;

    public OutboxRelay(Jdbi database, Broker broker, Outbox outbox) {
        this.database = database;
        this.broker = broker;
        this.outbox = outbox;
    }

    void begin(@Observes ServiceReady ready) {
        Thread relay = new Thread(this::run, "outbox-relay");
        thread = relay;
        relay.start();
    }

    void end(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        Thread relay = thread;
        if (relay != null) {
            outbox.wakeUp();
            relay.join(Duration.ofSeconds(5).toMillis());
            relay.interrupt();
        }
    }

    private record Message(long id, String topic, String key, byte[] value) {}

    private void run() {
        Map<String, Object> settings =
                Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd", ProducerConfig.LINGER_MS_CONFIG, 0);
        try (Producer<String, byte[]> producer = broker.newProducer("millrace-api-outbox", settings)) {
            while (!stopping) {
                sendOrPause(producer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sendOrPause(Producer<String, byte[]> producer) throws InterruptedException {
        try {
            int sent = database.inTransaction(handle -> sendBatch(handle, producer));
            if (sent < BATCH) {
                outbox.awaitNews(POLL_MILLIS);
            }
        } catch (RuntimeException e) {
            LOG.warnf("The outbox could not be sent, trying again: %s", e.getMessage());
            LOG.debug("The outbox could not be sent", e);
            Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        }
    }

    private static int sendBatch(Handle handle, Producer<String, byte[]> producer) throws InterruptedException {
        if (!holdsLock(handle)) {
            return 0;
        }
        List<Message> messages = oldest(handle);
        if (messages.isEmpty()) {
            return 0;
        }
        List<Future<RecordMetadata>> sends = new ArrayList<>();
        for (Message message : messages) {
            sends.add(producer.send(new ProducerRecord<>(message.topic(), message.key(), message.value())));
        }
        awaitAcknowledged(sends);
        handle.createUpdate("DELETE FROM outbox WHERE id IN (<ids>)")
                .bindList("ids", messages.stream().map(Message::id).toList())
                .execute();
        return messages.size();
    }

    private static void awaitAcknowledged(List<Future<RecordMetadata>> sends) throws InterruptedException {
        try {
            for (Future<RecordMetadata> send : sends) {
                send.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("A message was not acknowledged: " + e.getMessage(), e);
        }
    }

    private static boolean holdsLock(Handle handle) {
        return handle.createQuery("SELECT pg_try_advisory_xact_lock(:lock)")
                .bind("lock", LOCK)
                .mapTo(Boolean.class)
                .one();
    }

    private static List<Message> oldest(Handle handle) {
        return handle.createQuery("SELECT id, topic, message_key, message FROM outbox ORDER BY id LIMIT :limit")
                .bind("limit", BATCH)
                .map((row, context) -> new Message(row.getLong(1), row.getString(2), row.getString(3), row.getBytes(4)))
                .list();
    }
}
