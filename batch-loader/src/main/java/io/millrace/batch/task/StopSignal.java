package io.millrace.batch.task;

import java.time.Duration;

/** Tells a running task that nobody wants its result any more. Thread-safe. */
public interface StopSignal {
    boolean isStopped();

    /** Waits that long, or less when stopped. */
    void sleep(Duration duration) throws InterruptedException;

    /** @throws TaskStoppedException if stopped */
    default void throwIfStopped() {
        if (isStopped()) {
            throw new TaskStoppedException();
        }
    }
}
