package io.millrace.api.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Counts wrong credentials for each client address, by the minute that begins with the first of them. Thread-safe. An
 * IPv6 client counts as its whole /64 network, which is what one customer is given.
 */
@Singleton
class FailedAttempts {
    private static final Logger LOG = Logger.getLogger(FailedAttempts.class);
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final int limit;
    private final Clock clock;
    private final Cache<String, Window> windows;

    private record Window(long beganAtMs, AtomicInteger failures) {}

    @Inject
    FailedAttempts(ApiKeySettings settings) {
        this(settings.failuresPerMinute(), Clock.systemUTC());
    }

    FailedAttempts(int limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        this.windows = Caffeine.newBuilder()
                .maximumSize(100_000)
                .expireAfterWrite(WINDOW)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /**
     * Counts and logs one failure.
     *
     * @param redactedKey what may be shown of the wrong key
     * @return the seconds after which the address may fail again, if it has failed too often
     */
    OptionalInt add(String address, String redactedKey) {
        Window window = windows.get(networkOf(address), network -> new Window(clock.millis(), new AtomicInteger()));
        int failures = window.failures().incrementAndGet();
        if (failures <= limit) {
            LOG.warnf("Authentication failed: client=%s key=%s", address, redactedKey);
            return OptionalInt.empty();
        }
        if (failures == limit + 1) {
            LOG.warnf(
                    "Authentication failed too often, further failures of this minute are not logged: client=%s",
                    address);
        }
        long leftMs = window.beganAtMs() + WINDOW.toMillis() - clock.millis();
        return OptionalInt.of((int) Math.max(1, (leftMs + 999) / 1000));
    }

    private static String networkOf(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == IPV6_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
                    : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
