package io.millrace.sql.functions;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.time.TimePattern;
import io.millrace.sql.time.TimeZoneOffsets;
import io.millrace.sql.time.TimestampReader;
import io.millrace.sql.time.TimestampText;

/** {@code TIME_PARSE(s[, pattern[, zone]])}: NULL for text that is no time. */
final class TimeParse implements Evaluator {
    private final Evaluator text;
    private final TimestampReader reader;
    private final TimeZoneOffsets zone;
    private final LongVector result = new LongVector();

    TimeParse(Arguments arguments) {
        text = arguments.get(0);
        String pattern = arguments.text(1);
        reader = pattern == null ? new TimestampText() : new TimePattern(pattern, arguments.currentTimestamp());
        String zoneName = arguments.text(2);
        zone = zoneName == null ? TimeZoneOffsets.utc() : TimeZoneOffsets.of(zoneName);
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        BytesVector texts = (BytesVector) text.evaluate(input, rows);
        byte[] data = texts.data();
        result.resize(rows.count());
        long[] times = result.values();
        for (int row = 0; row < rows.count(); row++) {
            long millis = !texts.isNull(row) && rows.isActive(row)
                    ? reader.parse(data, texts.offset(row), texts.length(row))
                    : TimestampText.INVALID;
            if (millis == TimestampText.INVALID) {
                result.setNull(row);
            } else {
                times[row] = reader.sawOffset() ? millis : zone.toUtc(millis);
            }
        }
        return result;
    }
}
