package io.millrace.sql.functions;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;

/** {@code SAFE_DIVIDE(a, b)}: NULL where b is 0, which is what was asked for and no reason to warn. */
final class SafeDivision {
    private SafeDivision() {}

    static Evaluator ofLongs(Arguments arguments) {
        return new Division.Quotient(arguments, false);
    }

    static Evaluator ofDoubles(Arguments arguments) {
        return new OfDoubles(arguments);
    }

    private static final class OfDoubles implements Evaluator {
        private final Evaluator dividend;
        private final Evaluator divisor;
        private final DoubleVector result = new DoubleVector();

        OfDoubles(Arguments arguments) {
            dividend = arguments.get(0);
            divisor = arguments.get(1);
        }

        @Override
        public Vector evaluate(ColumnBatch input, ActiveRows rows) {
            DoubleVector dividends = (DoubleVector) dividend.evaluate(input, rows);
            DoubleVector divisors = (DoubleVector) divisor.evaluate(input, rows);
            result.resize(rows.count());
            double[] results = result.values();
            for (int row = 0; row < rows.count(); row++) {
                double by = divisors.get(row);
                if (by == 0 || dividends.isNull(row) || divisors.isNull(row)) {
                    result.setNull(row);
                } else {
                    results[row] = dividends.get(row) / by;
                }
            }
            return result;
        }
    }
}
