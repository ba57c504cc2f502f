package io.millrace.sql.operators;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import java.util.Arrays;

/** IS NULL. */
public final class NullTests implements Evaluator {
    private final Evaluator operand;
    private final LongVector result = new LongVector();

    public NullTests(Evaluator operand) {
        this.operand = operand;
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        Vector operands = operand.evaluate(input, rows);
        result.resize(rows.count());
        long[] results = result.values();
        if (!operands.hasNulls()) {
            Arrays.fill(results, 0, rows.count(), 0);
            return result;
        }
        for (int row = 0; row < rows.count(); row++) {
            results[row] = operands.isNull(row) ? 1 : 0;
        }
        return result;
    }
}
