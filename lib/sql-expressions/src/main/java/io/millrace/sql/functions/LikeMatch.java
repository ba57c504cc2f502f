package io.millrace.sql.functions;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.text.LikePattern;
import io.millrace.sql.text.Utf8;
import org.jspecify.annotations.Nullable;

/** {@code s LIKE pattern [ESCAPE character]}. */
final class LikeMatch implements Evaluator {
    private final Evaluator text;
    private final Evaluator pattern;
    private final byte[] escape;
    private final @Nullable LikePattern constantPattern;
    private final LongVector result = new LongVector();

    LikeMatch(Arguments arguments) {
        text = arguments.get(0);
        pattern = arguments.get(1);
        String character = arguments.text(2);
        escape = Utf8.encode(character == null ? "" : character);
        String constant = arguments.text(1);
        constantPattern = constant == null ? null : new LikePattern(Utf8.encode(constant), escape);
    }

    static void checkEscape(String escape) {
        if (escape.codePointCount(0, escape.length()) != 1) {
            throw new IllegalArgumentException("ESCAPE takes exactly one character");
        }
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        BytesVector texts = (BytesVector) text.evaluate(input, rows);
        BytesVector patterns = (BytesVector) pattern.evaluate(input, rows);
        byte[] data = texts.data();
        result.resize(rows.count());
        long[] matches = result.values();
        for (int row = 0; row < rows.count(); row++) {
            if (texts.isNull(row) || patterns.isNull(row)) {
                result.setNull(row);
            } else {
                matches[row] = patternOf(patterns, row).matches(data, texts.offset(row), texts.length(row)) ? 1 : 0;
            }
        }
        return result;
    }

    private LikePattern patternOf(BytesVector patterns, int row) {
        return constantPattern != null ? constantPattern : new LikePattern(patterns.bytes(row), escape);
    }
}
