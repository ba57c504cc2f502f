package io.millrace.sql.functions;

import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.time.TimePart;
import io.millrace.sql.time.TimeZoneOffsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code TIME_EXTRACT(t, 'part'[, zone])} and {@code EXTRACT(part FROM t)}. */
final class TimeExtraction extends LongUnary {
    private final TimePart part;
    private final TimeZoneOffsets zone;

    private TimeExtraction(Evaluator time, @Nullable String part, @Nullable String zone) {
        super(time);
        this.part = TimePart.of(Objects.requireNonNull(part));
        this.zone = zone == null ? TimeZoneOffsets.utc() : TimeZoneOffsets.of(zone);
    }

    static Evaluator timeExtract(Arguments arguments) {
        return new TimeExtraction(arguments.get(0), arguments.text(1), arguments.text(2));
    }

    static Evaluator extract(Arguments arguments) {
        return new TimeExtraction(arguments.get(1), arguments.text(0), null);
    }

    @Override
    void compute(long[] operands, long[] results, int count) {
        for (int i = 0; i < count; i++) {
            results[i] = part.of(operands[i], zone.offsetAt(operands[i]));
        }
    }
}
