package io.millrace.tables;

import io.millrace.columns.BytesVector;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import org.apache.iceberg.types.Type;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;

/** Writes a run of rows of one vector into one Parquet column. */
final class ColumnValues {
    private static final long MICROS_PER_MILLI = 1000;

    private ColumnValues() {}

    /** Writes the rows {@code from} to {@code to - 1}. */
    static void write(ColumnBinding binding, Vector vector, int from, int to, ColumnWriter out) {
        int level = binding.column().getMaxDefinitionLevel();
        if (vector instanceof LongVector longs) {
            long factor = binding.type().typeId() == Type.TypeID.TIMESTAMP ? MICROS_PER_MILLI : 1;
            writeLongs(longs, factor, from, to, level, out);
        } else if (vector instanceof DoubleVector doubles) {
            if (binding.type().typeId() == Type.TypeID.FLOAT) {
                writeFloats(doubles, from, to, level, out);
            } else {
                writeDoubles(doubles, from, to, level, out);
            }
        } else if (vector instanceof BytesVector bytes) {
            writeBytes(bytes, from, to, level, out);
        }
    }

    static void writeNulls(int rows, ColumnWriter out) {
        for (int i = 0; i < rows; i++) {
            out.writeNull(0, 0);
        }
    }

    private static void writeLongs(LongVector vector, long factor, int from, int to, int level, ColumnWriter out) {
        boolean nulls = vector.hasNulls();
        long[] values = vector.values();
        for (int row = from; row < to; row++) {
            if (nulls && vector.isNull(row)) {
                out.writeNull(0, 0);
            } else {
                out.write(Math.multiplyExact(values[row], factor), 0, level);
            }
        }
    }

    private static void writeDoubles(DoubleVector vector, int from, int to, int level, ColumnWriter out) {
        boolean nulls = vector.hasNulls();
        double[] values = vector.values();
        for (int row = from; row < to; row++) {
            if (nulls && vector.isNull(row)) {
                out.writeNull(0, 0);
            } else {
                out.write(values[row], 0, level);
            }
        }
    }

    private static void writeFloats(DoubleVector vector, int from, int to, int level, ColumnWriter out) {
        boolean nulls = vector.hasNulls();
        double[] values = vector.values();
        for (int row = from; row < to; row++) {
            if (nulls && vector.isNull(row)) {
                out.writeNull(0, 0);
            } else {
                out.write((float) values[row], 0, level);
            }
        }
    }

    private static void writeBytes(BytesVector vector, int from, int to, int level, ColumnWriter out) {
        boolean nulls = vector.hasNulls();
        byte[] data = vector.data();
        for (int row = from; row < to; row++) {
            if (nulls && vector.isNull(row)) {
                out.writeNull(0, 0);
            } else {
                // "Reused" makes Parquet copy what it keeps: a dictionary entry must not hold on to the whole vector.
                out.write(Binary.fromReusedByteArray(data, vector.offset(row), vector.length(row)), 0, level);
            }
        }
    }
}
