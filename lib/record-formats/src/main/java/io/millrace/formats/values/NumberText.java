package io.millrace.formats.values;

/**
 * The number that was scanned last, reused from number to number. Not thread-safe.
 *
 * <p>Numbers of up to 19 digits are kept as mantissa and exponent, so that most conversions need not look at the text
 * again.
 */
public final class NumberText {
    private long mantissa;
    private int exponent;
    /** Whether mantissa and exponent do not say it all: too many digits, or a negative zero. */
    private boolean textNeeded;

    /**
     * The number as a double, the nearest one; infinite if it is too large.
     *
     * @param bytes the text that was scanned
     */
    public double toDouble(byte[] bytes, int from, int to) {
        return textNeeded || !Decimals.isSimpleDouble(mantissa, exponent)
                ? Decimals.parseDouble(bytes, from, to)
                : Decimals.toDouble(mantissa, exponent);
    }

    /**
     * Cuts off the fraction.
     *
     * @param bytes the text that was scanned
     * @return whether what is left fits a long, which is then the {@link #whole}
     */
    public boolean truncate(byte[] bytes, int from, int to) {
        if (textNeeded) {
            return truncateText(bytes, from, to);
        }
        if (!Decimals.fitsLong(mantissa, exponent)) {
            return false;
        }
        mantissa = Decimals.toLong(mantissa, exponent);
        exponent = 0;
        return true;
    }

    /** The number after {@link #truncate}. */
    public long whole() {
        return mantissa;
    }

    /**
     * Scans a number by the grammar of JSON. The bytes must hold something that is not part of a number behind it.
     *
     * @return the index behind the number, or the complement ({@code ~index}) of the first byte that is wrong
     */
    public int scanJson(byte[] bytes, int from) {
        boolean negative = bytes[from] == '-';
        int start = negative ? from + 1 : from;
        if (!Decimals.isDigit(bytes[start])) {
            return ~start;
        }
        long value = (long) bytes[start] - '0';
        int i = start + 1;
        if (value == 0 && Decimals.isDigit(bytes[i])) {
            return ~i;
        }
        while (Decimals.isDigit(bytes[i])) {
            value = value * 10 + bytes[i++] - '0';
        }
        int digits = i - start;
        if (bytes[i] != '.' && (bytes[i] | 0x20) != 'e') {
            finish(value, 0, negative, digits);
            return i;
        }
        return scanJsonFraction(bytes, i, value, negative, digits);
    }

    private int scanJsonFraction(byte[] bytes, int from, long integer, boolean negative, int integerDigits) {
        long value = integer;
        int i = from;
        int fractionDigits = 0;
        if (bytes[i] == '.') {
            int start = ++i;
            while (Decimals.isDigit(bytes[i])) {
                value = value * 10 + bytes[i++] - '0';
            }
            fractionDigits = i - start;
            if (fractionDigits == 0) {
                return ~i;
            }
        }
        int power = 0;
        if ((bytes[i] | 0x20) == 'e') {
            boolean negativePower = bytes[i + 1] == '-';
            i += negativePower || bytes[i + 1] == '+' ? 2 : 1;
            if (!Decimals.isDigit(bytes[i])) {
                return ~i;
            }
            while (Decimals.isDigit(bytes[i])) {
                power = Decimals.appendExponent(power, bytes[i++]);
            }
            power = negativePower ? -power : power;
        }
        finish(value, power - fractionDigits, negative, integerDigits + fractionDigits);
        return i;
    }

    /**
     * Scans a text that is meant to be a number: an optional sign, digits with an optional point among them or around
     * them, an optional exponent. Leading zeros are fine, spaces are not.
     *
     * @return whether it is one, all of it
     */
    public boolean scan(byte[] bytes, int from, int to) {
        int i = from;
        boolean negative = i < to && bytes[i] == '-';
        if (negative || i < to && bytes[i] == '+') {
            i++;
        }
        long value = 0;
        int digits = 0;
        int point = -1;
        for (; i < to; i++) {
            byte next = bytes[i];
            if (Decimals.isDigit(next)) {
                value = value * 10 + next - '0';
                digits++;
            } else if (next == '.' && point < 0) {
                point = digits;
            } else {
                break;
            }
        }
        int fractionDigits = point < 0 ? 0 : digits - point;
        if (digits == 0) {
            return false;
        }
        finish(value, -fractionDigits, negative, digits);
        return i == to || scanExponent(bytes, i, to);
    }

    private boolean scanExponent(byte[] bytes, int from, int to) {
        if ((bytes[from] | 0x20) != 'e') {
            return false;
        }
        int i = from + 1;
        boolean negative = i < to && bytes[i] == '-';
        if (negative || i < to && bytes[i] == '+') {
            i++;
        }
        int power = 0;
        int start = i;
        while (i < to && Decimals.isDigit(bytes[i])) {
            power = Decimals.appendExponent(power, bytes[i++]);
        }
        exponent += negative ? -power : power;
        return i == to && i > start;
    }

    private void finish(long value, int power, boolean negative, int digits) {
        textNeeded = digits > Decimals.MAX_DIGITS || value < 0 || negative && value == 0;
        mantissa = negative ? -value : value;
        exponent = power;
    }

    /** For numbers of many digits: adds up the digits before the point, which the exponent may have moved. */
    private boolean truncateText(byte[] bytes, int from, int to) {
        int wholeDigits = wholeDigits(bytes, from, to);
        // Kept negative on the way, because the negative range is larger by one.
        long value = 0;
        int digit = 0;
        for (int i = from; digit < wholeDigits && i < to && (bytes[i] | 0x20) != 'e'; i++) {
            if (Decimals.isDigit(bytes[i])) {
                int next = bytes[i] - '0';
                if (value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + next) {
                    return false;
                }
                value = value * 10 - next;
                digit++;
            }
        }
        for (; digit < wholeDigits && value != 0; digit++) {
            if (value < Long.MIN_VALUE / 10) {
                return false;
            }
            value *= 10;
        }
        return setWhole(value, bytes[from] == '-');
    }

    /** How many digits of the text, zeros to be added included, stand before the point. */
    private int wholeDigits(byte[] bytes, int from, int to) {
        int digits = 0;
        for (int i = from; i < to && (bytes[i] | 0x20) != 'e'; i++) {
            if (Decimals.isDigit(bytes[i])) {
                digits++;
            }
        }
        return digits + exponent;
    }

    private boolean setWhole(long negated, boolean negative) {
        if (!negative && negated == Long.MIN_VALUE) {
            return false;
        }
        mantissa = negative ? negated : -negated;
        exponent = 0;
        textNeeded = false;
        return true;
    }
}
