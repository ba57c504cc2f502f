package io.millrace.pipeline;

import io.millrace.columns.BytesVector;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;

/** Copies chosen values from one vector into another, a loop for each layout. */
final class VectorCopies {
    private VectorCopies() {}

    /** Replaces what the target holds by the values of some rows. */
    static void select(Vector source, int[] rows, int count, Vector target) {
        if (source instanceof LongVector longs) {
            select(longs, rows, count, (LongVector) target);
        } else if (source instanceof DoubleVector doubles) {
            select(doubles, rows, count, (DoubleVector) target);
        } else {
            target.clear();
            append((BytesVector) source, rows, count, (BytesVector) target);
        }
    }

    private static void select(LongVector source, int[] rows, int count, LongVector target) {
        target.resize(count);
        long[] from = source.values();
        long[] to = target.values();
        for (int i = 0; i < count; i++) {
            to[i] = from[rows[i]];
        }
        if (source.hasNulls()) {
            for (int i = 0; i < count; i++) {
                if (source.isNull(rows[i])) {
                    target.setNull(i);
                }
            }
        }
    }

    private static void select(DoubleVector source, int[] rows, int count, DoubleVector target) {
        target.resize(count);
        double[] from = source.values();
        double[] to = target.values();
        for (int i = 0; i < count; i++) {
            to[i] = from[rows[i]];
        }
        if (source.hasNulls()) {
            for (int i = 0; i < count; i++) {
                if (source.isNull(rows[i])) {
                    target.setNull(i);
                }
            }
        }
    }

    static void append(BytesVector source, int[] rows, int count, BytesVector target) {
        byte[] data = source.data();
        boolean nulls = source.hasNulls();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (nulls && source.isNull(row)) {
                target.appendNull();
            } else {
                target.append(data, source.offset(row), source.length(row));
            }
        }
    }

    static void append(LongVector source, int[] rows, int count, LongVector target) {
        boolean nulls = source.hasNulls();
        for (int i = 0; i < count; i++) {
            if (nulls && source.isNull(rows[i])) {
                target.appendNull();
            } else {
                target.append(source.get(rows[i]));
            }
        }
    }

    static void append(DoubleVector source, int[] rows, int count, DoubleVector target) {
        boolean nulls = source.hasNulls();
        for (int i = 0; i < count; i++) {
            if (nulls && source.isNull(rows[i])) {
                target.appendNull();
            } else {
                target.append(source.get(rows[i]));
            }
        }
    }

    /** Replaces what the target holds by the values from one row on. */
    static void range(Vector source, int from, int count, Vector target) {
        target.clear();
        appendRange(source, from, count, target);
    }

    /** Appends the values from one row on. */
    static void appendRange(Vector source, int from, int count, Vector target) {
        if (source instanceof LongVector longs) {
            appendRange(longs, from, count, (LongVector) target);
        } else if (source instanceof DoubleVector doubles) {
            appendRange(doubles, from, count, (DoubleVector) target);
        } else {
            appendRange((BytesVector) source, from, count, (BytesVector) target);
        }
    }

    private static void appendRange(LongVector source, int from, int count, LongVector target) {
        boolean nulls = source.hasNulls();
        for (int row = from; row < from + count; row++) {
            if (nulls && source.isNull(row)) {
                target.appendNull();
            } else {
                target.append(source.get(row));
            }
        }
    }

    private static void appendRange(DoubleVector source, int from, int count, DoubleVector target) {
        boolean nulls = source.hasNulls();
        for (int row = from; row < from + count; row++) {
            if (nulls && source.isNull(row)) {
                target.appendNull();
            } else {
                target.append(source.get(row));
            }
        }
    }

    private static void appendRange(BytesVector source, int from, int count, BytesVector target) {
        byte[] data = source.data();
        boolean nulls = source.hasNulls();
        for (int row = from; row < from + count; row++) {
            if (nulls && source.isNull(row)) {
                target.appendNull();
            } else {
                target.append(data, source.offset(row), source.length(row));
            }
        }
    }
}
