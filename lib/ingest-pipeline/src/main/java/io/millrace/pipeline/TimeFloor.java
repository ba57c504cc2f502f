package io.millrace.pipeline;

import io.millrace.columns.LongVector;
import io.millrace.model.Granularity;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * Floors times to steps in UTC. Weeks begin on Monday; months, quarters and years are those of the calendar; everything
 * else counts from the epoch. {@link Granularity#ALL} has one bucket, which begins at the epoch.
 */
final class TimeFloor {
    private static final long SECOND = 1000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** The Monday before the epoch, which was a Thursday. */
    private static final long FIRST_MONDAY = -3 * DAY;

    private final Granularity granularity;
    private final long step;
    private final long origin;
    private final LongVector result = new LongVector();
    /** The bucket of the last time looked at; neighbours are often in the same. */
    private long bucketStart;

    private long bucketEnd;

    TimeFloor(Granularity granularity) {
        this.granularity = granularity;
        this.step = step(granularity);
        this.origin = granularity == Granularity.WEEK ? FIRST_MONDAY : 0;
    }

    /** The floored times, valid until the next call. Without nulls. */
    LongVector floor(LongVector times) {
        if (granularity == Granularity.MILLISECOND) {
            return times;
        }
        int rows = times.size();
        result.resize(rows);
        if (granularity == Granularity.ALL) {
            Arrays.fill(result.values(), 0, rows, 0);
            return result;
        }
        long[] from = times.values();
        long[] to = result.values();
        for (int row = 0; row < rows; row++) {
            to[row] = floor(from[row]);
        }
        return result;
    }

    private long floor(long millis) {
        if (millis < bucketStart || millis >= bucketEnd) {
            moveTo(millis);
        }
        return bucketStart;
    }

    private void moveTo(long millis) {
        if (step > 0) {
            bucketStart = Math.floorDiv(millis - origin, step) * step + origin;
            bucketEnd = bucketStart + step;
        } else {
            LocalDate first = firstDay(LocalDate.ofEpochDay(Math.floorDiv(millis, DAY)));
            bucketStart = millis(first);
            bucketEnd = millis(first.plusMonths(months()));
        }
    }

    private LocalDate firstDay(LocalDate day) {
        int month = (day.getMonthValue() - 1) / months() * months() + 1;
        return LocalDate.of(day.getYear(), month, 1);
    }

    private int months() {
        return switch (granularity) {
            case MONTH -> 1;
            case QUARTER -> 3;
            default -> 12;
        };
    }

    private static long millis(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** 0 where steps are not all of one length. */
    private static long step(Granularity granularity) {
        return switch (granularity) {
            case MILLISECOND -> 1;
            case SECOND -> SECOND;
            case MINUTE -> MINUTE;
            case FIVE_MINUTE -> 5 * MINUTE;
            case TEN_MINUTE -> 10 * MINUTE;
            case FIFTEEN_MINUTE -> 15 * MINUTE;
            case THIRTY_MINUTE -> 30 * MINUTE;
            case HOUR -> HOUR;
            case SIX_HOUR -> 6 * HOUR;
            case EIGHT_HOUR -> 8 * HOUR;
            case DAY -> DAY;
            case WEEK -> 7 * DAY;
            case MONTH, QUARTER, YEAR, ALL -> 0;
        };
    }
}
