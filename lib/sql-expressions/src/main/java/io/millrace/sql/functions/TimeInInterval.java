package io.millrace.sql.functions;

import io.millrace.sql.time.TimeInterval;
import java.util.Objects;

/** {@code TIME_IN_INTERVAL(t, 'start/end')}. */
final class TimeInInterval extends LongUnary {
    private final TimeInterval interval;

    TimeInInterval(Arguments arguments) {
        super(arguments.get(0));
        interval = TimeInterval.of(Objects.requireNonNull(arguments.text(1)));
    }

    @Override
    void compute(long[] operands, long[] results, int count) {
        for (int i = 0; i < count; i++) {
            results[i] = interval.contains(operands[i]) ? 1 : 0;
        }
    }
}
