package io.millrace.sql.functions;

import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.time.CalendarUnit;
import io.millrace.sql.time.IsoPeriod;
import io.millrace.sql.time.TimeBuckets;
import io.millrace.sql.time.TimeZoneOffsets;
import java.util.Objects;

/** {@code TIME_FLOOR}, {@code DATE_TRUNC} and {@code FLOOR(t TO unit)}: the start of the bucket of a time. */
final class TimeFloor {
    private TimeFloor() {}

    /** {@code TIME_FLOOR(t, period[, origin[, zone]])}. */
    static Evaluator toPeriod(Arguments arguments) {
        String zoneName = arguments.text(3);
        TimeZoneOffsets zone = zoneName == null ? TimeZoneOffsets.utc() : TimeZoneOffsets.of(zoneName);
        IsoPeriod period = IsoPeriod.ofBuckets(Objects.requireNonNull(arguments.text(1)));
        TimeBuckets buckets = new TimeBuckets(period, arguments.number(2), zone);
        return new LongUnary(arguments.get(0)) {
            @Override
            void compute(long[] operands, long[] results, int count) {
                for (int i = 0; i < count; i++) {
                    results[i] = buckets.floor(operands[i]);
                }
            }
        };
    }

    /** {@code DATE_TRUNC('unit', t)}. */
    static Evaluator truncate(Arguments arguments) {
        return toUnit(arguments.get(1), CalendarUnit.of(Objects.requireNonNull(arguments.text(0))));
    }

    /** {@code FLOOR(t TO unit)}. */
    static Evaluator floorTo(Arguments arguments) {
        return toUnit(arguments.get(0), CalendarUnit.of(Objects.requireNonNull(arguments.text(1))));
    }

    private static Evaluator toUnit(Evaluator time, CalendarUnit unit) {
        return new LongUnary(time) {
            @Override
            void compute(long[] operands, long[] results, int count) {
                for (int i = 0; i < count; i++) {
                    results[i] = unit.floor(operands[i]);
                }
            }
        };
    }
}
