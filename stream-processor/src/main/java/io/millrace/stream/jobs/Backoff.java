package io.millrace.stream.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** When to try again: ever later, up to a limit. Not thread-safe. */
final class Backoff {
    private final Clock clock;
    private final Duration first;
    private final Duration longest;
    private Duration next;
    private Instant due = Instant.MIN;

    Backoff(Clock clock, Duration first, Duration longest) {
        this.clock = clock;
        this.first = first;
        this.longest = longest;
        this.next = first;
    }

    boolean isDue() {
        return !clock.instant().isBefore(due);
    }

    /** It has failed again. */
    Duration failed() {
        Duration delay = next;
        due = clock.instant().plus(delay);
        next = delay.multipliedBy(2).compareTo(longest) < 0 ? delay.multipliedBy(2) : longest;
        return delay;
    }

    /** It works: the next failure is a first one. */
    void succeeded() {
        next = first;
    }
}
