package io.millrace.sql.time;

import static io.millrace.sql.time.CalendarDays.MILLIS_PER_DAY;
import static io.millrace.sql.time.CalendarDays.MILLIS_PER_SECOND;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads the form that nearly all timestamps have: {@code yyyy-MM-dd HH:mm:ss}, or with a {@code T}, and perhaps a
 * fraction and {@code Z}. Eight characters are checked at once, and the month read last is remembered. Everything else
 * is left to {@link TimestampText}. Not thread-safe.
 */
final class UsualTimestamp {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What the characters are told apart from: digits leave their value, separators leave 0. The first is lowest. */
    private static final long YEAR_AND_MONTH = 0x2d30302d30303030L; // 0000-00-

    private static final long DAY_AND_TIME = 0x30303a3030003030L; // 00 00:00, but for the separator

    /** Added, they set the high bit of a digit beyond 9 and of a separator that is wrong. */
    private static final long YEAR_AND_MONTH_LIMITS = 0x7f76767f76767676L;

    private static final long DAY_AND_TIME_LIMITS = 0x76767f7676007676L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long SEPARATOR = 0xff0000L;
    private static final int SHORTEST = 19;

    private long knownYearAndMonth;
    private long knownFirstDay;
    private int knownDays;
    private boolean zulu;

    /** Milliseconds since the epoch, or {@link TimestampReader#INVALID} for any other form. */
    long parse(byte[] text, int from, int to) {
        if (to - from < SHORTEST || !findMonth((long) EIGHT_BYTES.get(text, from))) {
            return TimestampReader.INVALID;
        }
        long dayAndTime = (long) EIGHT_BYTES.get(text, from + 8);
        long separator = dayAndTime & SEPARATOR;
        long values = (dayAndTime & ~SEPARATOR) ^ DAY_AND_TIME;
        long pairs = pairs(values);
        int day = (int) pairs & 0xff;
        int hour = (int) (pairs >>> 24) & 0xff;
        int minute = (int) (pairs >>> 48) & 0xff;
        int second = second(text, from + 16);
        int fraction = fraction(text, from + SHORTEST, to);
        boolean fits = isInLimits(values, DAY_AND_TIME_LIMITS)
                && (separator == 'T' << 16 || separator == ' ' << 16)
                && day >= 1
                && day <= knownDays
                && hour <= 23
                && minute <= 59
                && second >= 0
                && fraction >= 0;
        return fits
                ? (knownFirstDay + day) * MILLIS_PER_DAY
                        + ((hour * 60 + minute) * 60 + second) * MILLIS_PER_SECOND
                        + fraction
                : TimestampReader.INVALID;
    }

    /** Whether the text parsed last ended with {@code Z}. */
    boolean sawZulu() {
        return zulu;
    }

    private boolean findMonth(long yearAndMonth) {
        return yearAndMonth == knownYearAndMonth || learnMonth(yearAndMonth);
    }

    private boolean learnMonth(long yearAndMonth) {
        long values = yearAndMonth ^ YEAR_AND_MONTH;
        long pairs = pairs(values);
        int year = ((int) pairs & 0xff) * 100 + ((int) (pairs >>> 16) & 0xff);
        int month = (int) (pairs >>> 40) & 0xff;
        if (!isInLimits(values, YEAR_AND_MONTH_LIMITS) || month < 1 || month > 12) {
            return false;
        }
        knownYearAndMonth = yearAndMonth;
        knownFirstDay = CalendarDays.of(year, month, 1) - 1;
        knownDays = CalendarDays.lengthOfMonth(year, month);
        return true;
    }

    private static boolean isInLimits(long values, long limits) {
        return ((values | (values + limits)) & HIGH_BITS) == 0;
    }

    /** In every byte ten times its value plus the next one's. */
    private static long pairs(long values) {
        return values * 10 + (values >>> 8);
    }

    /** The second after a colon, or -1. */
    private static int second(byte[] text, int at) {
        int tens = text[at + 1] - '0';
        int ones = text[at + 2] - '0';
        boolean fits = text[at] == ':' && tens >= 0 && tens <= 5 && ones >= 0 && ones <= 9;
        return fits ? tens * 10 + ones : -1;
    }

    /** The milliseconds of a fraction that ends the text, perhaps with a {@code Z}; -1 if something else follows. */
    private int fraction(byte[] text, int from, int to) {
        zulu = to > from && text[to - 1] == 'Z';
        int end = zulu ? to - 1 : to;
        if (from == end) {
            return 0;
        }
        int digits = end - from - 1;
        if (text[from] != '.' || digits < 1 || digits > 9) {
            return -1;
        }
        int millis = 0;
        for (int at = from + 1; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            millis = at - from <= 3 ? millis * 10 + digit : millis;
        }
        if (digits < 3) {
            return digits == 1 ? millis * 100 : millis * 10;
        }
        return millis;
    }
}
