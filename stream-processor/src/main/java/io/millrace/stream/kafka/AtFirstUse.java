package io.millrace.stream.kafka;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that is made when it is first needed. Kafka's clients cannot be made while the brokers' names do not resolve;
 * so whoever needs one fails then, and may try again, and the process starts. Thread-safe.
 */
public final class AtFirstUse<C> implements Supplier<C> {
    private final Supplier<C> maker;
    private @Nullable C made;
    private boolean closed;

    public AtFirstUse(Supplier<C> maker) {
        this.maker = maker;
    }

    /**
     * The client.
     *
     * @throws org.apache.kafka.common.KafkaException if it cannot be made for now
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public synchronized C get() {
        if (closed) {
            throw new IllegalStateException("The client is closed");
        }
        C client = made;
        if (client == null) {
            client = maker.get();
            made = client;
        }
        return client;
    }

    /** Does something with the client if there is one. */
    public void ifMade(Consumer<C> action) {
        C client = made();
        if (client != null) {
            // Without the lock: an action may take long, and others go on using the client.
            action.accept(client);
        }
    }

    /** Closes the client if there is one; none is made from now on. */
    public void close(Consumer<C> closing) {
        refuse();
        ifMade(closing);
    }

    private synchronized @Nullable C made() {
        return made;
    }

    private synchronized void refuse() {
        closed = true;
    }
}
