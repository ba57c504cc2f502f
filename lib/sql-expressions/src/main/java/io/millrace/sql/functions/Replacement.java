package io.millrace.sql.functions;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.text.Utf8;

/** {@code REPLACE(s, sought, replacement)}: every occurrence, from left to right; an empty sought text is nowhere. */
final class Replacement implements Evaluator {
    private final Evaluator text;
    private final Evaluator sought;
    private final Evaluator replacement;
    private final BytesVector result = new BytesVector();

    Replacement(Arguments arguments) {
        text = arguments.get(0);
        sought = arguments.get(1);
        replacement = arguments.get(2);
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        BytesVector texts = (BytesVector) text.evaluate(input, rows);
        BytesVector soughtTexts = (BytesVector) sought.evaluate(input, rows);
        BytesVector replacements = (BytesVector) replacement.evaluate(input, rows);
        result.clear();
        for (int row = 0; row < rows.count(); row++) {
            if (texts.isNull(row) || soughtTexts.isNull(row) || replacements.isNull(row)) {
                result.appendNull();
            } else {
                append(texts, soughtTexts, replacements, row);
            }
        }
        return result;
    }

    private void append(BytesVector texts, BytesVector soughtTexts, BytesVector replacements, int row) {
        byte[] data = texts.data();
        int from = texts.offset(row);
        int end = from + texts.length(row);
        int soughtLength = soughtTexts.length(row);
        int length = 0;
        int found = soughtLength == 0 ? -1 : indexOf(data, from, end, soughtTexts, row);
        while (found >= 0) {
            length = appendBytes(length, data, from, found - from);
            length = appendBytes(length, replacements.data(), replacements.offset(row), replacements.length(row));
            from = found + soughtLength;
            found = indexOf(data, from, end, soughtTexts, row);
        }
        result.finish(appendBytes(length, data, from, end - from));
    }

    private static int indexOf(byte[] data, int from, int end, BytesVector soughtTexts, int row) {
        return Utf8.indexOf(data, from, end, soughtTexts.data(), soughtTexts.offset(row), soughtTexts.length(row));
    }

    /** Adds to the value begun, of which {@code length} bytes are there; gives the new length. */
    private int appendBytes(int length, byte[] source, int offset, int count) {
        int start = result.begin(length + count);
        System.arraycopy(source, offset, result.data(), start + length, count);
        return length + count;
    }
}
