package io.millrace.sql.operators;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.evaluation.Nulls;
import io.millrace.sql.tree.ComparisonOperator;
import io.millrace.sql.tree.ValueType;

/** Finds the evaluator for a comparison of two types. */
public final class Comparisons {
    private Comparisons() {}

    public static Evaluator of(
            ComparisonOperator operator, Evaluator left, ValueType leftType, Evaluator right, ValueType rightType) {
        if (leftType.isBytes()) {
            return rightType.isBytes()
                    ? new TextComparison(operator, left, right)
                    : new TextWithNumberComparison(operator, left, right);
        }
        if (leftType.isLong() && rightType.isLong()) {
            return new LongComparison(operator, left, right);
        }
        if (leftType.isFractional() && rightType.isFractional()) {
            return new DoubleComparison(operator, left, right);
        }
        return leftType.isLong()
                ? new LongWithDoubleComparison(operator, left, right)
                : new LongWithDoubleComparison(operator.mirrored(), right, left);
    }

    /** What all comparisons share: the operands, the result, and null if either operand is null. */
    abstract static class Comparing implements Evaluator {
        private final Evaluator left;
        private final Evaluator right;
        private final LongVector result = new LongVector();

        Comparing(Evaluator left, Evaluator right) {
            this.left = left;
            this.right = right;
        }

        @Override
        public final Vector evaluate(ColumnBatch input, ActiveRows rows) {
            Vector lefts = left.evaluate(input, rows);
            Vector rights = right.evaluate(input, rows);
            result.resize(rows.count());
            compare(lefts, rights, result, rows.count());
            Nulls.propagate(lefts, result, rows.count());
            Nulls.propagate(rights, result, rows.count());
            return result;
        }

        /** Compares every row; rows with a null may get any result. */
        abstract void compare(Vector lefts, Vector rights, LongVector results, int count);
    }
}
