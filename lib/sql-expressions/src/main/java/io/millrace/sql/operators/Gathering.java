package io.millrace.sql.operators;

import io.millrace.columns.BytesVector;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;

/** Puts a vector together from the rows of several, a source for each row. */
final class Gathering {
    /** The source of a row that nobody wants: its value is null. */
    static final int NONE = -1;

    private Gathering() {}

    /** Fills the result anew. All vectors are of its layout. */
    static void gather(Vector[] sources, int[] sourceOfRow, int count, Vector result) {
        if (result instanceof LongVector longs) {
            gatherLongs(sources, sourceOfRow, count, longs);
        } else if (result instanceof DoubleVector doubles) {
            gatherDoubles(sources, sourceOfRow, count, doubles);
        } else {
            gatherBytes(sources, sourceOfRow, count, (BytesVector) result);
        }
    }

    private static void gatherLongs(Vector[] sources, int[] sourceOfRow, int count, LongVector result) {
        result.resize(count);
        long[] values = result.values();
        for (int row = 0; row < count; row++) {
            int source = sourceOfRow[row];
            if (source == NONE || sources[source].isNull(row)) {
                result.setNull(row);
            } else {
                values[row] = ((LongVector) sources[source]).get(row);
            }
        }
    }

    private static void gatherDoubles(Vector[] sources, int[] sourceOfRow, int count, DoubleVector result) {
        result.resize(count);
        double[] values = result.values();
        for (int row = 0; row < count; row++) {
            int source = sourceOfRow[row];
            if (source == NONE || sources[source].isNull(row)) {
                result.setNull(row);
            } else {
                values[row] = ((DoubleVector) sources[source]).get(row);
            }
        }
    }

    private static void gatherBytes(Vector[] sources, int[] sourceOfRow, int count, BytesVector result) {
        result.clear();
        for (int row = 0; row < count; row++) {
            int source = sourceOfRow[row];
            if (source == NONE) {
                result.appendNull();
                continue;
            }
            BytesVector texts = (BytesVector) sources[source];
            if (texts.isNull(row)) {
                result.appendNull();
            } else {
                result.append(texts.data(), texts.offset(row), texts.length(row));
            }
        }
    }
}
