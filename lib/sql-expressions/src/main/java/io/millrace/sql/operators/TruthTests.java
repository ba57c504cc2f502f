package io.millrace.sql.operators;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;

/** IS TRUE and IS FALSE. */
public final class TruthTests implements Evaluator {
    private final Evaluator operand;
    private final long expected;
    private final LongVector result = new LongVector();

    public TruthTests(Evaluator operand, boolean expected) {
        this.operand = operand;
        this.expected = expected ? 1 : 0;
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        LongVector operands = (LongVector) operand.evaluate(input, rows);
        result.resize(rows.count());
        long[] results = result.values();
        for (int row = 0; row < rows.count(); row++) {
            results[row] = operands.get(row) == expected && !operands.isNull(row) ? 1 : 0;
        }
        return result;
    }
}
