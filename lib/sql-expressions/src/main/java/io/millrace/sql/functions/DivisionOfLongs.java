package io.millrace.sql.functions;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;

/** What divides longs: NULL where the divisor is 0, with a warning if so wished. */
abstract class DivisionOfLongs implements Evaluator {
    private final Evaluator dividend;
    private final Evaluator divisor;
    private final boolean warns;
    private final LongVector result = new LongVector();

    DivisionOfLongs(Arguments arguments, boolean warns) {
        this.dividend = arguments.get(0);
        this.divisor = arguments.get(1);
        this.warns = warns;
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        LongVector dividends = (LongVector) dividend.evaluate(input, rows);
        LongVector divisors = (LongVector) divisor.evaluate(input, rows);
        result.resize(rows.count());
        long[] results = result.values();
        for (int row = 0; row < rows.count(); row++) {
            if (dividends.isNull(row) || divisors.isNull(row)) {
                result.setNull(row);
            } else if (divisors.get(row) == 0) {
                result.setNull(row);
                if (warns) {
                    rows.warn(row);
                }
            } else {
                results[row] = compute(dividends.get(row), divisors.get(row));
            }
        }
        return result;
    }

    abstract long compute(long dividend, long divisor);
}
