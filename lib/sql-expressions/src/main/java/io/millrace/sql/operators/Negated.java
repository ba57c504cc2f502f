package io.millrace.sql.operators;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.evaluation.Nulls;

/** NOT. */
public final class Negated implements Evaluator {
    private final Evaluator operand;
    private final LongVector result = new LongVector();

    public Negated(Evaluator operand) {
        this.operand = operand;
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        LongVector operands = (LongVector) operand.evaluate(input, rows);
        long[] values = operands.values();
        result.resize(rows.count());
        long[] results = result.values();
        for (int row = 0; row < rows.count(); row++) {
            results[row] = 1 - values[row];
        }
        Nulls.propagate(operands, result, rows.count());
        return result;
    }
}
