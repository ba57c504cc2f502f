package io.millrace.api.events;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Counts pushes by the minute. Thread-safe. */
@Singleton
class PushRate {
    private static final long WINDOW_MS = 60_000;

    private final int limit;
    private final Clock clock;
    private long window;
    private int used;

    /**
     * What a push is told about the limit.
     *
     * @param allowed whether it may go on
     * @param remaining how many more may in this minute
     * @param resetSeconds until the next minute begins; at least 1
     */
    record Standing(boolean allowed, int limit, int remaining, int resetSeconds) {}

    @Inject
    PushRate(PushConfiguration configuration) {
        this(configuration.requestsPerMinute(), Clock.systemUTC());
    }

    PushRate(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Counts one push in, unless the minute is used up. */
    synchronized Standing take() {
        long now = clock.millis();
        if (now / WINDOW_MS != window) {
            window = now / WINDOW_MS;
            used = 0;
        }
        boolean allowed = used < limit;
        if (allowed) {
            used++;
        }
        int reset = (int) ((WINDOW_MS - now % WINDOW_MS + 999) / 1000);
        return new Standing(allowed, limit, limit - used, reset);
    }
}
