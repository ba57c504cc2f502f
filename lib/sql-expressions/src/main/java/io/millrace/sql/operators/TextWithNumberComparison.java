package io.millrace.sql.operators;

import io.millrace.columns.BytesVector;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.operators.Comparisons.Comparing;
import io.millrace.sql.text.NumberText;
import io.millrace.sql.tree.ComparisonOperator;

/** Compares texts on the left, read as numbers, with numbers on the right: null where the text is no number. */
final class TextWithNumberComparison extends Comparing {
    private final ComparisonOperator operator;
    private final NumberText number = new NumberText();

    TextWithNumberComparison(ComparisonOperator operator, Evaluator left, Evaluator right) {
        super(left, right);
        this.operator = operator;
    }

    @Override
    void compare(Vector lefts, Vector rights, LongVector results, int count) {
        BytesVector texts = (BytesVector) lefts;
        for (int row = 0; row < count; row++) {
            NumberText.Kind kind = number.parse(texts.data(), texts.offset(row), texts.length(row));
            if (kind == NumberText.Kind.NOT_A_NUMBER) {
                results.setNull(row);
            } else {
                results.values()[row] = holds(kind == NumberText.Kind.INTEGER, rights, row) ? 1 : 0;
            }
        }
    }

    private boolean holds(boolean integer, Vector rights, int row) {
        if (rights instanceof LongVector longs) {
            return integer
                    ? operator.holdsFor(Long.compare(number.integer(), longs.get(row)))
                    : holds(operator.mirrored(), longs.get(row), number.fraction());
        }
        double right = ((DoubleVector) rights).get(row);
        return integer ? holds(operator, number.integer(), right) : holds(operator, number.fraction(), right);
    }

    private static boolean holds(ComparisonOperator operator, long left, double right) {
        return Double.isNaN(right)
                ? operator == ComparisonOperator.NOT_EQUAL
                : operator.holdsFor(NumericOrder.compare(left, right));
    }

    private static boolean holds(ComparisonOperator operator, double left, double right) {
        return Double.isNaN(left) || Double.isNaN(right)
                ? operator == ComparisonOperator.NOT_EQUAL
                : operator.holdsFor(Double.compare(left + 0.0, right + 0.0));
    }
}
