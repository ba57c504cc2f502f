package io.millrace.sql.functions;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.evaluation.Nulls;

/** A function of two doubles: NULL if either is. */
abstract class DoubleBinary implements Evaluator {
    private final Evaluator left;
    private final Evaluator right;
    private final DoubleVector result = new DoubleVector();

    DoubleBinary(Arguments arguments) {
        left = arguments.get(0);
        right = arguments.get(1);
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        DoubleVector lefts = (DoubleVector) left.evaluate(input, rows);
        DoubleVector rights = (DoubleVector) right.evaluate(input, rows);
        result.resize(rows.count());
        compute(lefts.values(), rights.values(), result.values(), rows.count());
        Nulls.propagate(lefts, result, rows.count());
        Nulls.propagate(rights, result, rows.count());
        return result;
    }

    /** Computes every row; rows with a null hold 0 and their result is ignored. */
    abstract void compute(double[] lefts, double[] rights, double[] results, int count);
}
