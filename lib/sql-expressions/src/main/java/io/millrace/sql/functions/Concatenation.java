package io.millrace.sql.functions;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;

/** {@code CONCAT(a, ...)} and {@code a || b}: NULL if any part is. */
final class Concatenation implements Evaluator {
    private final Evaluator[] parts;
    private final BytesVector[] texts;
    private final BytesVector result = new BytesVector();

    Concatenation(Arguments arguments) {
        parts = arguments.evaluators().toArray(Evaluator[]::new);
        texts = new BytesVector[parts.length];
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        for (int i = 0; i < parts.length; i++) {
            texts[i] = (BytesVector) parts[i].evaluate(input, rows);
        }
        result.clear();
        for (int row = 0; row < rows.count(); row++) {
            append(row);
        }
        return result;
    }

    private void append(int row) {
        int length = 0;
        for (BytesVector part : texts) {
            if (part.isNull(row)) {
                result.appendNull();
                return;
            }
            length += part.length(row);
        }
        int position = result.begin(length);
        for (BytesVector part : texts) {
            System.arraycopy(part.data(), part.offset(row), result.data(), position, part.length(row));
            position += part.length(row);
        }
        result.finish(length);
    }
}
