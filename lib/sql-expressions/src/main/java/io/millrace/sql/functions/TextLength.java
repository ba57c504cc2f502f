package io.millrace.sql.functions;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.evaluation.Nulls;
import io.millrace.sql.text.Utf8;

/** {@code LENGTH(s)} in UTF-16 code units. */
final class TextLength implements Evaluator {
    private final Evaluator operand;
    private final LongVector result = new LongVector();

    TextLength(Arguments arguments) {
        operand = arguments.get(0);
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        BytesVector texts = (BytesVector) operand.evaluate(input, rows);
        byte[] data = texts.data();
        result.resize(rows.count());
        long[] lengths = result.values();
        for (int row = 0; row < rows.count(); row++) {
            lengths[row] = Utf8.utf16Length(data, texts.offset(row), texts.length(row));
        }
        Nulls.propagate(texts, result, rows.count());
        return result;
    }
}
