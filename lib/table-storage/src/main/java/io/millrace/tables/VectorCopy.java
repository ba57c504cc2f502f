package io.millrace.tables;

import io.millrace.columns.BytesVector;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;

/** Copies chosen rows of a vector. */
final class VectorCopy {
    private VectorCopy() {}

    /** Appends the rows {@code rows[from]} to {@code rows[to - 1]} of the source. */
    static void append(Vector target, Vector source, int[] rows, int from, int to) {
        if (source.hasNulls()) {
            for (int i = from; i < to; i++) {
                target.appendFrom(source, rows[i]);
            }
        } else if (target instanceof LongVector longs) {
            long[] values = ((LongVector) source).values();
            for (int i = from; i < to; i++) {
                longs.append(values[rows[i]]);
            }
        } else if (target instanceof DoubleVector doubles) {
            double[] values = ((DoubleVector) source).values();
            for (int i = from; i < to; i++) {
                doubles.append(values[rows[i]]);
            }
        } else {
            append((BytesVector) target, (BytesVector) source, rows, from, to);
        }
    }

    private static void append(BytesVector target, BytesVector source, int[] rows, int from, int to) {
        byte[] data = source.data();
        for (int i = from; i < to; i++) {
            target.append(data, source.offset(rows[i]), source.length(rows[i]));
        }
    }
}
