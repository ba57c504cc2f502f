package io.millrace.sql.operators;

import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.operators.Comparisons.Comparing;
import io.millrace.sql.tree.ComparisonOperator;

/** Compares values held as longs. */
final class LongComparison extends Comparing {
    private final ComparisonOperator operator;

    LongComparison(ComparisonOperator operator, Evaluator left, Evaluator right) {
        super(left, right);
        this.operator = operator;
    }

    @Override
    void compare(Vector lefts, Vector rights, LongVector results, int count) {
        long[] a = ((LongVector) lefts).values();
        long[] b = ((LongVector) rights).values();
        long[] truths = results.values();
        switch (operator) {
            case EQUAL -> equal(a, b, truths, count);
            case NOT_EQUAL -> notEqual(a, b, truths, count);
            case LESS -> less(a, b, truths, count);
            case LESS_OR_EQUAL -> lessOrEqual(a, b, truths, count);
            case GREATER -> less(b, a, truths, count);
            case GREATER_OR_EQUAL -> lessOrEqual(b, a, truths, count);
        }
    }

    private static void equal(long[] a, long[] b, long[] truths, int count) {
        for (int row = 0; row < count; row++) {
            truths[row] = a[row] == b[row] ? 1 : 0;
        }
    }

    private static void notEqual(long[] a, long[] b, long[] truths, int count) {
        for (int row = 0; row < count; row++) {
            truths[row] = a[row] != b[row] ? 1 : 0;
        }
    }

    private static void less(long[] a, long[] b, long[] truths, int count) {
        for (int row = 0; row < count; row++) {
            truths[row] = a[row] < b[row] ? 1 : 0;
        }
    }

    private static void lessOrEqual(long[] a, long[] b, long[] truths, int count) {
        for (int row = 0; row < count; row++) {
            truths[row] = a[row] <= b[row] ? 1 : 0;
        }
    }
}
