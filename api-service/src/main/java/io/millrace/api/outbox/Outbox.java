package io.millrace.api.outbox;

import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;

/** Messages to Kafka, written in the transaction that changes what they tell of, and sent once it is committed. */
@Singleton
public class Outbox {
    private final Semaphore news = new Semaphore(0);

    /** Adds a message to a running transaction. Messages of one key leave in the order of their transactions. */
    public void add(Handle transaction, String topic, String key, byte[] message) {
        transaction
                .createUpdate("INSERT INTO outbox (topic, message_key, message) VALUES (:topic, :key, :message)")
                .bind("topic", topic)
                .bind("key", key)
                .bind("message", message)
                .execute();
    }

    /** Says that a transaction with messages was committed, so that they need not wait for the next look. */
    public void wakeUp() {
        news.release();
    }

    /** Returns when there may be messages, at the latest after the given time. */
    void awaitNews(long millis) throws InterruptedException {
        if (news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }
}
