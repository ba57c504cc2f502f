package io.millrace.sql.evaluation;

import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;

/** Null in, null out. */
public final class Nulls {
    private Nulls() {}

    /** Makes the result null wherever the operand is. */
    public static void propagate(Vector operand, LongVector result, int count) {
        if (!operand.hasNulls()) {
            return;
        }
        for (int row = 0; row < count; row++) {
            if (operand.isNull(row)) {
                result.setNull(row);
            }
        }
    }

    /** Makes the result null wherever the operand is. */
    public static void propagate(Vector operand, DoubleVector result, int count) {
        if (!operand.hasNulls()) {
            return;
        }
        for (int row = 0; row < count; row++) {
            if (operand.isNull(row)) {
                result.setNull(row);
            }
        }
    }
}
