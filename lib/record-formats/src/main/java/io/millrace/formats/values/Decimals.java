package io.millrace.formats.values;

import com.fasterxml.jackson.core.io.NumberInput;

/**
 * Decimal numbers as a mantissa and a power of ten, turned into longs and doubles. Doubles are always the nearest one to
 * the text.
 */
public final class Decimals {
    /** As many digits as fit an unsigned long, whatever they are. */
    public static final int MAX_DIGITS = 19;

    private static final int EXPONENT_LIMIT = 1_000_000_000;
    private static final long EXACT_IN_DOUBLE = 1L << 53;
    private static final long[] LONG_POWERS = new long[MAX_DIGITS];
    private static final double[] DOUBLE_POWERS = new double[23];

    static {
        LONG_POWERS[0] = 1;
        for (int i = 1; i < LONG_POWERS.length; i++) {
            LONG_POWERS[i] = LONG_POWERS[i - 1] * 10;
        }
        for (int i = 0; i < DOUBLE_POWERS.length; i++) {
            DOUBLE_POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private Decimals() {}

    public static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    /** One more digit of an exponent, which stops growing where no number could tell the difference. */
    public static int appendExponent(int exponent, byte digit) {
        return exponent >= EXPONENT_LIMIT / 10 ? EXPONENT_LIMIT : exponent * 10 + digit - '0';
    }

    /** Whether the number, its fraction cut off, fits a long. */
    public static boolean fitsLong(long mantissa, int exponent) {
        if (exponent <= 0 || mantissa == 0) {
            return true;
        }
        return exponent < MAX_DIGITS && Math.abs(mantissa) <= Long.MAX_VALUE / LONG_POWERS[exponent];
    }

    /** The number without its fraction, where it {@link #fitsLong}. */
    public static long toLong(long mantissa, int exponent) {
        if (exponent == 0 || mantissa == 0) {
            return mantissa;
        }
        if (exponent > 0) {
            return mantissa * LONG_POWERS[exponent];
        }
        return exponent > -MAX_DIGITS ? mantissa / LONG_POWERS[-exponent] : 0;
    }

    /** Whether one multiplication or division of doubles gives the nearest double. */
    public static boolean isSimpleDouble(long mantissa, int exponent) {
        return mantissa <= EXACT_IN_DOUBLE
                && mantissa >= -EXACT_IN_DOUBLE
                && exponent < DOUBLE_POWERS.length
                && exponent > -DOUBLE_POWERS.length;
    }

    /** The number, where it {@link #isSimpleDouble}. */
    public static double toDouble(long mantissa, int exponent) {
        return exponent < 0 ? mantissa / DOUBLE_POWERS[-exponent] : mantissa * DOUBLE_POWERS[exponent];
    }

    /** The double nearest to the text of a number; infinite if it is too large. */
    static double parseDouble(byte[] bytes, int from, int to) {
        char[] text = new char[to - from];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) bytes[from + i];
        }
        return NumberInput.parseDouble(text, 0, text.length, true);
    }
}
