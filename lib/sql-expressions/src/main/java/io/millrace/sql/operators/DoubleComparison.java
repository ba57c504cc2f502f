package io.millrace.sql.operators;

import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.operators.Comparisons.Comparing;
import io.millrace.sql.tree.ComparisonOperator;

/** Compares doubles as IEEE 754 has it: NaN equals nothing, and is neither less nor greater. */
final class DoubleComparison extends Comparing {
    private final ComparisonOperator operator;

    DoubleComparison(ComparisonOperator operator, Evaluator left, Evaluator right) {
        super(left, right);
        this.operator = operator;
    }

    @Override
    void compare(Vector lefts, Vector rights, LongVector results, int count) {
        double[] a = ((DoubleVector) lefts).values();
        double[] b = ((DoubleVector) rights).values();
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

    private static void equal(double[] a, double[] b, long[] truths, int count) {
        for (int row = 0; row < count; row++) {
            truths[row] = a[row] == b[row] ? 1 : 0;
        }
    }

    private static void notEqual(double[] a, double[] b, long[] truths, int count) {
        for (int row = 0; row < count; row++) {
            truths[row] = a[row] != b[row] ? 1 : 0;
        }
    }

    private static void less(double[] a, double[] b, long[] truths, int count) {
        for (int row = 0; row < count; row++) {
            truths[row] = a[row] < b[row] ? 1 : 0;
        }
    }

    private static void lessOrEqual(double[] a, double[] b, long[] truths, int count) {
        for (int row = 0; row < count; row++) {
            truths[row] = a[row] <= b[row] ? 1 : 0;
        }
    }
}
