package io.millrace.sql.time;

import static io.millrace.sql.time.CalendarDays.MILLIS_PER_HOUR;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** The offsets of one time zone, remembering the stretch of time asked about last. Not thread-safe. */
public final class TimeZoneOffsets {
    private final ZoneRules rules;
    private final boolean utc;
    private long knownFrom = Long.MAX_VALUE;
    private long knownTo = Long.MIN_VALUE;
    private long knownOffset;

    private TimeZoneOffsets(ZoneRules rules) {
        this.rules = rules;
        this.utc = rules.isFixedOffset() && rules.getOffset(Instant.EPOCH).equals(ZoneOffset.UTC);
    }

    public static TimeZoneOffsets utc() {
        return new TimeZoneOffsets(ZoneOffset.UTC.getRules());
    }

    /**
     * @param name an IANA name or an offset such as {@code +05:30}
     * @throws IllegalArgumentException with a sentence for the user if there is no such zone
     */
    public static TimeZoneOffsets of(String name) {
        try {
            return new TimeZoneOffsets(ZoneId.of(name).getRules());
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "There is no time zone '" + name
                            + "': give an IANA name such as 'Europe/Berlin' or an offset such as '+05:30'",
                    unknown);
        }
    }

    public boolean isUtc() {
        return utc;
    }

    /** Milliseconds to be added to UTC at this moment. */
    public long offsetAt(long utcMillis) {
        if (utcMillis < knownFrom || utcMillis >= knownTo) {
            learn(utcMillis);
        }
        return knownOffset;
    }

    /**
     * The moment of a local time. One that a change of the clock leaves out moves forward by the gap; one that occurs
     * twice is the earlier.
     */
    public long toUtc(long localMillis) {
        if (utc) {
            return localMillis;
        }
        long before = offsetAt(localMillis - 18 * MILLIS_PER_HOUR);
        long after = offsetAt(localMillis + 18 * MILLIS_PER_HOUR);
        if (before == after || offsetAt(localMillis - before) == before) {
            return localMillis - before;
        }
        return offsetAt(localMillis - after) == after ? localMillis - after : localMillis - before;
    }

    private void learn(long utcMillis) {
        Instant instant = Instant.ofEpochMilli(utcMillis);
        knownOffset = rules.getOffset(instant).getTotalSeconds() * 1000L;
        if (rules.isFixedOffset()) {
            knownFrom = Long.MIN_VALUE;
            knownTo = Long.MAX_VALUE;
            return;
        }
        ZoneOffsetTransition previous = rules.previousTransition(instant.plusMillis(1));
        ZoneOffsetTransition next = rules.nextTransition(instant);
        knownFrom = previous == null ? Long.MIN_VALUE : previous.toEpochSecond() * 1000;
        knownTo = next == null ? Long.MAX_VALUE : next.toEpochSecond() * 1000;
    }
}
