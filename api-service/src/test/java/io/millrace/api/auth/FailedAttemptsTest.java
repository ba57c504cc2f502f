package io.millrace.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FailedAttemptsTest {
    private final SettableClock clock = new SettableClock();
    private final FailedAttempts attempts = new FailedAttempts(2, clock);

    @Test
    void failuresUpToTheLimitAreNotHeldAgainstAnAddress() {
        assertThat(attempts.add("192.0.2.1", "x")).isEmpty();
        assertThat(attempts.add("192.0.2.1", "x")).isEmpty();
        assertThat(attempts.add("192.0.2.2", "x")).isEmpty();
    }

    @Test
    void furtherFailuresWaitForTheEndOfTheMinuteThatTheFirstBegan() {
        attempts.add("192.0.2.1", "x");
        clock.advance(Duration.ofMillis(9_500));
        attempts.add("192.0.2.1", "x");

        assertThat(attempts.add("192.0.2.1", "x")).hasValue(51);

        clock.advance(Duration.ofMillis(50_499));
        assertThat(attempts.add("192.0.2.1", "x")).hasValue(1);

        clock.advance(Duration.ofMillis(1));
        assertThat(attempts.add("192.0.2.1", "x")).isEmpty();
    }

    @Test
    void theAddressesOfOneIpv6NetworkCountTogether() {
        attempts.add("2001:db8:1:2::1", "x");
        attempts.add("2001:db8:1:2:3:4:5:6", "x");

        assertThat(attempts.add("2001:db8:1:2::9", "x")).isPresent();
        assertThat(attempts.add("2001:db8:1:3::1", "x")).isEmpty();
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.parse("2024-03-05T14:37:22Z");

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
