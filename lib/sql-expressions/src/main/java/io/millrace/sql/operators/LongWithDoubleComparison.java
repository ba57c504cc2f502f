package io.millrace.sql.operators;

import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.operators.Comparisons.Comparing;
import io.millrace.sql.tree.ComparisonOperator;

/** Compares longs on the left with doubles on the right, by their exact values. */
final class LongWithDoubleComparison extends Comparing {
    private final ComparisonOperator operator;

    LongWithDoubleComparison(ComparisonOperator operator, Evaluator left, Evaluator right) {
        super(left, right);
        this.operator = operator;
    }

    @Override
    void compare(Vector lefts, Vector rights, LongVector results, int count) {
        long[] a = ((LongVector) lefts).values();
        double[] b = ((DoubleVector) rights).values();
        long[] truths = results.values();
        for (int row = 0; row < count; row++) {
            boolean holds = Double.isNaN(b[row])
                    ? operator == ComparisonOperator.NOT_EQUAL
                    : operator.holdsFor(NumericOrder.compare(a[row], b[row]));
            truths[row] = holds ? 1 : 0;
        }
    }
}
