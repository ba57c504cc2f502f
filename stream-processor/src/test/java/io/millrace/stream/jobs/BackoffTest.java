package io.millrace.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stream.TestClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final TestClock clock = new TestClock();
    private final Backoff backoff = new Backoff(clock, Duration.ofSeconds(1), Duration.ofSeconds(5));

    @Test
    void everyFailureWaitsTwiceAsLongUpToTheLimit() {
        assertThat(backoff.failed()).hasSeconds(1);
        assertThat(backoff.failed()).hasSeconds(2);
        assertThat(backoff.failed()).hasSeconds(4);
        assertThat(backoff.failed()).hasSeconds(5);
        assertThat(backoff.failed()).hasSeconds(5);
    }

    @Test
    void itIsDueOnceTheDelayIsOver() {
        backoff.failed();

        assertThat(backoff.isDue()).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(backoff.isDue()).isTrue();
    }

    @Test
    void aSuccessMakesTheNextFailureAFirstOne() {
        backoff.failed();
        backoff.failed();
        backoff.succeeded();

        assertThat(backoff.failed()).hasSeconds(1);
    }
}
