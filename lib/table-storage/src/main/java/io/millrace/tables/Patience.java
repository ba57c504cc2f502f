package io.millrace.tables;

import java.time.Duration;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.NoSuchTableException;

/** Repeats a look-up until it works, waiting twice as long each time. */
record Patience(int attempts, Duration firstWait) {
    /** About half a minute: a database that restarts is back by then. */
    static final Patience DEFAULT = new Patience(9, Duration.ofMillis(100));

    <T> T untilItWorks(Supplier<T> lookUp) {
        Duration wait = firstWait;
        for (int attempt = 1; ; attempt++) {
            try {
                return lookUp.get();
            } catch (NoSuchTableException dropped) {
                throw dropped;
            } catch (RuntimeException e) {
                if (attempt >= attempts || !slept(wait)) {
                    throw e;
                }
                wait = wait.multipliedBy(2);
            }
        }
    }

    private static boolean slept(Duration wait) {
        try {
            Thread.sleep(wait.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
