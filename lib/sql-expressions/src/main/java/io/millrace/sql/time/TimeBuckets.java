package io.millrace.sql.time;

import static io.millrace.sql.time.CalendarDays.MILLIS_PER_DAY;

import org.jspecify.annotations.Nullable;

/**
 * Time cut into buckets of one period, counted in the local time of a zone: from midnight on 1970-01-01, for weeks from
 * a Monday, unless an origin is given. Not thread-safe.
 */
public final class TimeBuckets {
    private static final long MONTHS_TO_1970 = 1970L * 12;
    private static final long A_MONDAY = -3 * MILLIS_PER_DAY;

    private final long months;
    private final long span;
    private final TimeZoneOffsets zone;
    private final long localOrigin;
    /** The bucket of months found last, in local time: times that follow each other mostly share it. */
    private long knownStart = Long.MAX_VALUE;

    private long knownEnd = Long.MIN_VALUE;

    public TimeBuckets(IsoPeriod period, @Nullable Long origin, TimeZoneOffsets zone) {
        this.months = period.months();
        this.span = period.fixedMillis();
        this.zone = zone;
        this.localOrigin = origin == null ? defaultOrigin(period) : origin + zone.offsetAt(origin);
    }

    private static long defaultOrigin(IsoPeriod period) {
        return period.isWeeksOnly() ? A_MONDAY : 0;
    }

    /** The start of the bucket that a moment falls into. */
    public long floor(long utcMillis) {
        long offset = zone.offsetAt(utcMillis);
        long local = utcMillis + offset;
        long start = months > 0 ? floorMonths(local) : local - Math.floorMod(local - localOrigin, span);
        long candidate = start - offset;
        // Where the clock has changed since the bucket began, its start has another offset.
        return zone.offsetAt(candidate) == offset ? candidate : zone.toUtc(start);
    }

    private long floorMonths(long local) {
        if (local < knownStart || local >= knownEnd) {
            learnMonths(local);
        }
        return knownStart;
    }

    private void learnMonths(long local) {
        long buckets = Math.floorDiv(monthOf(local) - monthOf(localOrigin), months);
        if (startOfMonths(buckets) > local) {
            buckets--;
        }
        knownStart = startOfMonths(buckets);
        knownEnd = startOfMonths(buckets + 1);
    }

    private long startOfMonths(long buckets) {
        long originDay = Math.floorDiv(localOrigin, MILLIS_PER_DAY);
        return CalendarDays.plusMonths(originDay, buckets * months) * MILLIS_PER_DAY
                + Math.floorMod(localOrigin, MILLIS_PER_DAY);
    }

    private static long monthOf(long local) {
        long day = Math.floorDiv(local, MILLIS_PER_DAY);
        return CalendarDays.monthsSinceYearZero(CalendarDays.yearAndMonthAndDay(day)) - MONTHS_TO_1970;
    }
}
