package io.millrace.sql.text;

import io.millrace.columns.BytesVector;

/**
 * Numbers written as text, read and written in bytes. The last number read is kept in fields, so that nothing is
 * allocated. Not thread-safe.
 */
public final class NumberText {
    /** What a text turned out to be. */
    public enum Kind {
        INTEGER,
        FRACTION,
        NOT_A_NUMBER
    }

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long LARGEST_EXACT = 1L << 53;
    private static final byte[] SMALLEST_LONG = Utf8.encode(Long.toString(Long.MIN_VALUE));

    private long integer;
    private double fraction;

    /** Reads a number, surrounding spaces allowed. */
    public Kind parse(byte[] data, int offset, int length) {
        int from = offset;
        int to = offset + length;
        while (from < to && isSpace(data[from])) {
            from++;
        }
        while (from < to && isSpace(data[to - 1])) {
            to--;
        }
        if (parseInteger(data, from, to)) {
            return Kind.INTEGER;
        }
        return parseFraction(data, from, to) ? Kind.FRACTION : Kind.NOT_A_NUMBER;
    }

    /** The number read last, if it was an {@link Kind#INTEGER}. */
    public long integer() {
        return integer;
    }

    /** The number read last, if it was a {@link Kind#FRACTION}. */
    public double fraction() {
        return fraction;
    }

    private boolean parseInteger(byte[] data, int from, int to) {
        int position = from;
        boolean negative = position < to && data[position] == '-';
        if (negative || (position < to && data[position] == '+')) {
            position++;
        }
        if (position == to) {
            return false;
        }
        // Counted downwards, since the smallest long has no positive counterpart.
        long value = 0;
        for (; position < to; position++) {
            int digit = data[position] - '0';
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10) {
                return false;
            }
            value = value * 10 - digit;
            if (value > 0) {
                return false;
            }
        }
        if (!negative && value == Long.MIN_VALUE) {
            return false;
        }
        integer = negative ? value : -value;
        return true;
    }

    private boolean parseFraction(byte[] data, int from, int to) {
        int position = from;
        boolean negative = position < to && data[position] == '-';
        if (negative || (position < to && data[position] == '+')) {
            position++;
        }
        long digits = 0;
        int scale = 0;
        int count = 0;
        boolean point = false;
        for (; position < to; position++) {
            byte each = data[position];
            if (each >= '0' && each <= '9') {
                digits = count < 18 ? digits * 10 + each - '0' : digits;
                count++;
                scale += point ? 1 : 0;
            } else if (each == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (position < to || count == 0 || count > 18 || digits > LARGEST_EXACT || scale >= POWERS_OF_TEN.length) {
            return parseAnyFraction(data, from, to);
        }
        // Both numbers are exact, so the quotient is the nearest double.
        double value = digits / POWERS_OF_TEN[scale];
        fraction = negative ? -value : value;
        return true;
    }

    private boolean parseAnyFraction(byte[] data, int from, int to) {
        if (!mayBeNumber(data, from, to)) {
            return false;
        }
        try {
            fraction = Double.parseDouble(Utf8.decode(data, from, to - from));
            return true;
        } catch (NumberFormatException notANumber) {
            return false;
        }
    }

    /** Spares most words the cost of an exception. */
    private static boolean mayBeNumber(byte[] data, int from, int to) {
        int first = from < to && (data[from] == '-' || data[from] == '+') ? from + 1 : from;
        if (first >= to) {
            return false;
        }
        byte each = data[first];
        return (each >= '0' && each <= '9') || each == '.' || each == 'N' || each == 'I';
    }

    private static boolean isSpace(byte each) {
        return each >= 0 && each <= ' ';
    }

    /** Appends a number in decimal digits. */
    public static void append(long value, BytesVector result) {
        if (value == Long.MIN_VALUE) {
            result.append(SMALLEST_LONG);
            return;
        }
        int start = result.begin(20);
        byte[] data = result.data();
        long rest = Math.abs(value);
        int length = digits(rest) + (value < 0 ? 1 : 0);
        for (int i = start + length - 1; i >= start; i--) {
            data[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        if (value < 0) {
            data[start] = '-';
        }
        result.finish(length);
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
