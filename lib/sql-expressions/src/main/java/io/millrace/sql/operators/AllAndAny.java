package io.millrace.sql.operators;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import java.util.Arrays;
import java.util.List;

/**
 * AND and OR. For AND the deciding value is FALSE: one of them settles the row, whatever the others are; for OR it is
 * TRUE. Otherwise a null makes the row null.
 */
public final class AllAndAny implements Evaluator {
    private final Evaluator[] operands;
    private final long deciding;
    private final boolean skipsDecided;
    private final ActiveRows undecided = new ActiveRows();
    private final LongVector result = new LongVector();
    private boolean[] nulls = new boolean[0];

    private AllAndAny(List<Evaluator> operands, long deciding, boolean skipsDecided) {
        this.operands = operands.toArray(Evaluator[]::new);
        this.deciding = deciding;
        this.skipsDecided = skipsDecided;
    }

    /**
     * @param skipsDecided whether later operands are to be spared the rows that earlier ones have decided. Needed if
     *     they may have problems with rows, worth while if they are slow.
     */
    public static Evaluator and(List<Evaluator> operands, boolean skipsDecided) {
        return new AllAndAny(operands, 0, skipsDecided);
    }

    /** @param skipsDecided as for {@link #and} */
    public static Evaluator or(List<Evaluator> operands, boolean skipsDecided) {
        return new AllAndAny(operands, 1, skipsDecided);
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        int count = rows.count();
        result.resize(count);
        long[] results = result.values();
        Arrays.fill(results, 0, count, 1 - deciding);
        boolean anyNull = false;
        ActiveRows wanted = rows;
        for (int i = 0; i < operands.length; i++) {
            if (i > 0 && skipsDecided) {
                wanted = undecided(rows, results);
                if (!wanted.any()) {
                    break;
                }
            }
            LongVector values = (LongVector) operands[i].evaluate(input, wanted);
            if (values.hasNulls()) {
                anyNull = startNulls(anyNull, count);
                combineWithNulls(values, results, count);
            } else {
                combine(values.values(), results, count);
            }
        }
        if (anyNull) {
            applyNulls(results, count);
        }
        return result;
    }

    private ActiveRows undecided(ActiveRows rows, long[] results) {
        undecided.narrow(rows);
        for (int row = 0; row < rows.count(); row++) {
            if (results[row] == deciding) {
                undecided.deactivate(row);
            }
        }
        return undecided;
    }

    private void combine(long[] values, long[] results, int count) {
        if (deciding == 0) {
            for (int row = 0; row < count; row++) {
                results[row] &= values[row];
            }
        } else {
            for (int row = 0; row < count; row++) {
                results[row] |= values[row];
            }
        }
    }

    private void combineWithNulls(LongVector values, long[] results, int count) {
        for (int row = 0; row < count; row++) {
            if (values.isNull(row)) {
                nulls[row] = true;
            } else if (values.get(row) == deciding) {
                results[row] = deciding;
            }
        }
    }

    private boolean startNulls(boolean started, int count) {
        if (!started) {
            if (nulls.length < count) {
                nulls = new boolean[count];
            } else {
                Arrays.fill(nulls, 0, count, false);
            }
        }
        return true;
    }

    private void applyNulls(long[] results, int count) {
        for (int row = 0; row < count; row++) {
            if (nulls[row] && results[row] != deciding) {
                result.setNull(row);
            }
        }
    }
}
