package io.millrace.sql.functions;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.evaluation.Nulls;

/** A function of two values held as longs: NULL if either is. */
abstract class LongBinary implements Evaluator {
    private final Evaluator left;
    private final Evaluator right;
    private final LongVector result = new LongVector();

    LongBinary(Arguments arguments) {
        left = arguments.get(0);
        right = arguments.get(1);
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        LongVector lefts = (LongVector) left.evaluate(input, rows);
        LongVector rights = (LongVector) right.evaluate(input, rows);
        result.resize(rows.count());
        compute(lefts.values(), rights.values(), result.values(), rows.count());
        Nulls.propagate(lefts, result, rows.count());
        Nulls.propagate(rights, result, rows.count());
        return result;
    }

    /** Computes every row; rows with a null hold 0 and their result is ignored. */
    abstract void compute(long[] lefts, long[] rights, long[] results, int count);
}
