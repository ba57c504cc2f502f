package io.millrace.sql.functions;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.text.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * {@code SUBSTRING(s, start[, length])}, counted from 1 in UTF-16 code units. What lies outside the text is cut off; a
 * start past its end and a negative length give NULL.
 */
final class Substring implements Evaluator {
    private final Evaluator text;
    private final Evaluator start;
    private final @Nullable Evaluator length;
    private final BytesVector result = new BytesVector();

    Substring(Arguments arguments) {
        text = arguments.get(0);
        start = arguments.get(1);
        length = arguments.has(2) ? arguments.get(2) : null;
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        BytesVector texts = (BytesVector) text.evaluate(input, rows);
        LongVector starts = (LongVector) start.evaluate(input, rows);
        LongVector lengths = length == null ? null : (LongVector) length.evaluate(input, rows);
        result.clear();
        for (int row = 0; row < rows.count(); row++) {
            if (texts.isNull(row) || starts.isNull(row) || (lengths != null && lengths.isNull(row))) {
                result.appendNull();
            } else {
                append(texts, row, starts.get(row), lengths == null ? Long.MAX_VALUE : lengths.get(row));
            }
        }
        return result;
    }

    private void append(BytesVector texts, int row, long first, long wanted) {
        byte[] data = texts.data();
        int offset = texts.offset(row);
        int bytes = texts.length(row);
        int units = Utf8.utf16Length(data, offset, bytes);
        if (first > units || wanted < 0) {
            result.appendNull();
            return;
        }
        long within = first >= 1 ? wanted : Math.max(1, first + wanted) - 1;
        int from = first >= 1 ? (int) first - 1 : 0;
        int to = from + (int) Math.min(units - from, within);
        if (units == bytes) {
            result.append(data, offset + from, to - from);
        } else {
            Utf8.appendPart(data, offset, bytes, from, to, result);
        }
    }
}
