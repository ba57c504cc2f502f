package io.millrace.sql.functions;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.evaluation.Nulls;

/** A function of one value held as a long: NULL if it is. */
abstract class LongUnary implements Evaluator {
    private final Evaluator operand;
    private final LongVector result = new LongVector();

    LongUnary(Evaluator operand) {
        this.operand = operand;
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        LongVector operands = (LongVector) operand.evaluate(input, rows);
        result.resize(rows.count());
        compute(operands.values(), result.values(), rows.count());
        Nulls.propagate(operands, result, rows.count());
        return result;
    }

    /** Computes every row; null rows hold 0 and their result is ignored. */
    abstract void compute(long[] operands, long[] results, int count);
}
