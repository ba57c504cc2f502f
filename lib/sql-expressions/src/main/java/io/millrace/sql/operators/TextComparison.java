package io.millrace.sql.operators;

import io.millrace.columns.BytesVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.operators.Comparisons.Comparing;
import io.millrace.sql.text.Utf8;
import io.millrace.sql.tree.ComparisonOperator;
import java.util.Arrays;

/** Compares texts by UTF-16 code units. */
final class TextComparison extends Comparing {
    private final ComparisonOperator operator;

    TextComparison(ComparisonOperator operator, Evaluator left, Evaluator right) {
        super(left, right);
        this.operator = operator;
    }

    @Override
    void compare(Vector lefts, Vector rights, LongVector results, int count) {
        BytesVector a = (BytesVector) lefts;
        BytesVector b = (BytesVector) rights;
        switch (operator) {
            case EQUAL -> equal(a, b, results.values(), count, 1);
            case NOT_EQUAL -> equal(a, b, results.values(), count, 0);
            default -> order(a, b, results.values(), count);
        }
    }

    private static void equal(BytesVector a, BytesVector b, long[] truths, int count, long whenEqual) {
        byte[] aData = a.data();
        byte[] bData = b.data();
        for (int row = 0; row < count; row++) {
            int length = a.length(row);
            boolean equal = length == b.length(row)
                    && Arrays.equals(
                            aData, a.offset(row), a.offset(row) + length, bData, b.offset(row), b.offset(row) + length);
            truths[row] = equal ? whenEqual : 1 - whenEqual;
        }
    }

    private void order(BytesVector a, BytesVector b, long[] truths, int count) {
        for (int row = 0; row < count; row++) {
            int order = Utf8.compare(a.data(), a.offset(row), a.length(row), b.data(), b.offset(row), b.length(row));
            truths[row] = operator.holdsFor(order) ? 1 : 0;
        }
    }
}
