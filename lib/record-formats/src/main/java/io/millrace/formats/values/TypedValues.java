package io.millrace.formats.values;

import io.millrace.columns.BytesVector;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.model.DataType;
import io.millrace.model.Field;

/**
 * Converts what a source holds to the declared type and appends it. What cannot be converted is appended as null, which
 * the returned false says. Not thread-safe.
 */
public final class TypedValues {
    private final NumberText number = new NumberText();

    /** Refuses fields of types that text is not converted to yet. */
    public static void requireReadable(Field field, String formatName) {
        switch (field.type()) {
            case STRING, LONG, FLOAT, DOUBLE, TIMESTAMP, JSON -> {}
            default ->
                throw new IllegalArgumentException("The field \"" + field.name() + "\" is declared as "
                        + field.type().apiName() + ", which cannot be read from " + formatName
                        + " yet. Declare it as string, long, float, double, timestamp or json.");
        }
    }

    /** Appends a text as any type but JSON. */
    public boolean appendText(byte[] bytes, int from, int to, DataType type, Vector vector) {
        if (type == DataType.STRING) {
            ((BytesVector) vector).append(bytes, from, to - from);
            return true;
        }
        int start = from;
        int end = to;
        while (start < end && bytes[start] == ' ') {
            start++;
        }
        while (end > start && bytes[end - 1] == ' ') {
            end--;
        }
        if (type == DataType.TIMESTAMP && !isMilliseconds(bytes, start, end)) {
            return appendTime(TimestampText.parse(bytes, start, end), (LongVector) vector);
        }
        if (!number.scan(bytes, start, end)) {
            vector.appendNull();
            return false;
        }
        return appendNumber(number, bytes, start, end, type, vector);
    }

    /** Appends a number, which has been scanned from these bytes, as any type but JSON. */
    public boolean appendNumber(NumberText scanned, byte[] bytes, int from, int to, DataType type, Vector vector) {
        return switch (type) {
            case LONG, TIMESTAMP -> appendLong(scanned, bytes, from, to, (LongVector) vector);
            case DOUBLE -> appendDouble(scanned.toDouble(bytes, from, to), Double.MAX_VALUE, (DoubleVector) vector);
            case FLOAT -> appendDouble(scanned.toDouble(bytes, from, to), Float.MAX_VALUE, (DoubleVector) vector);
            default -> {
                ((BytesVector) vector).append(bytes, from, to - from);
                yield true;
            }
        };
    }

    private static boolean appendLong(NumberText scanned, byte[] bytes, int from, int to, LongVector vector) {
        if (scanned.truncate(bytes, from, to)) {
            vector.append(scanned.whole());
            return true;
        }
        vector.appendNull();
        return false;
    }

    private static boolean appendDouble(double value, double largest, DoubleVector vector) {
        if (Math.abs(value) <= largest) {
            vector.append(value);
            return true;
        }
        vector.appendNull();
        return false;
    }

    private static boolean appendTime(long millis, LongVector vector) {
        if (millis != TimestampText.INVALID) {
            vector.append(millis);
            return true;
        }
        vector.appendNull();
        return false;
    }

    /** A text of nothing but digits is a year if there are four of them, and milliseconds if not. */
    private static boolean isMilliseconds(byte[] bytes, int from, int to) {
        int start = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        for (int i = start; i < to; i++) {
            if (!Decimals.isDigit(bytes[i])) {
                return false;
            }
        }
        return to > start && to - start != 4;
    }
}
