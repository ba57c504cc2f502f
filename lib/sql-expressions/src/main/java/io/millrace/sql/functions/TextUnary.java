package io.millrace.sql.functions;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;

/** A function from text to text: NULL if the text is. */
abstract class TextUnary implements Evaluator {
    private final Evaluator operand;
    private final BytesVector result = new BytesVector();

    TextUnary(Evaluator operand) {
        this.operand = operand;
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        BytesVector texts = (BytesVector) operand.evaluate(input, rows);
        byte[] data = texts.data();
        result.clear();
        for (int row = 0; row < rows.count(); row++) {
            if (texts.isNull(row)) {
                result.appendNull();
            } else {
                append(data, texts.offset(row), texts.length(row), result);
            }
        }
        return result;
    }

    /** Appends the value for a text, exactly one. */
    abstract void append(byte[] data, int offset, int length, BytesVector results);
}
