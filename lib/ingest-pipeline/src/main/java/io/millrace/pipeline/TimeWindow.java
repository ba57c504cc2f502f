package io.millrace.pipeline;

import io.millrace.columns.LongVector;
import io.millrace.model.JobDefinition;
import io.millrace.model.JobDefinition.StreamingSettings;
import io.millrace.model.JobType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which times a job keeps. Tables hold the years 1 to 9999: what every reader of timestamps can show, and far within
 * what fits in microseconds. Streaming jobs also turn away what is too old or too far in the future.
 */
final class TimeWindow {
    static final long MIN_MILLIS = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();
    static final long MAX_MILLIS = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** Where a time is. */
    enum Place {
        INSIDE,
        NULL,
        OUT_OF_BOUNDS,
        LATE,
        EARLY
    }

    private final Clock clock;
    private final @Nullable StreamingSettings streaming;
    private long earliest = MIN_MILLIS;
    private long latest = MAX_MILLIS;

    private TimeWindow(Clock clock, @Nullable StreamingSettings streaming) {
        this.clock = clock;
        this.streaming = streaming;
    }

    static TimeWindow of(JobDefinition job, Clock clock) {
        return new TimeWindow(clock, job.type() == JobType.STREAMING ? job.streaming() : null);
    }

    /** Looks at the clock. */
    void startBatch() {
        if (streaming != null) {
            long now = clock.millis();
            earliest = Math.max(MIN_MILLIS, now - millis(streaming.lateRejection()));
            latest = Math.min(MAX_MILLIS, now + millis(streaming.earlyRejection()));
        }
    }

    /** Kept so small that adding it to a time of day does not overflow. */
    private static long millis(Duration duration) {
        return duration.compareTo(Duration.ofMillis(Long.MAX_VALUE / 4)) > 0 ? Long.MAX_VALUE / 4 : duration.toMillis();
    }

    boolean holdsAll(LongVector times) {
        if (times.hasNulls()) {
            return false;
        }
        long[] values = times.values();
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int row = 0; row < times.size(); row++) {
            min = Math.min(min, values[row]);
            max = Math.max(max, values[row]);
        }
        return min >= earliest && max <= latest;
    }

    Place place(LongVector times, int row) {
        if (times.isNull(row)) {
            return Place.NULL;
        }
        long time = times.get(row);
        if (time < MIN_MILLIS || time > MAX_MILLIS) {
            return Place.OUT_OF_BOUNDS;
        }
        if (time < earliest) {
            return Place.LATE;
        }
        return time > latest ? Place.EARLY : Place.INSIDE;
    }

    static String outOfBoundsMessage(long millis) {
        return "\"__time\" is outside the years 1 to 9999: " + millis
                + " milliseconds since 1970. Are these really milliseconds?";
    }
}
