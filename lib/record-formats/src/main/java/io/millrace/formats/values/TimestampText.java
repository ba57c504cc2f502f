package io.millrace.formats.values;

/**
 * Times in ISO 8601, to milliseconds since the epoch. What it takes is what {@code TIME_PARSE} takes without a pattern:
 *
 * <ul>
 *   <li>years of four digits, signed or not, then month and day, week and weekday, or day of the year; the smaller parts
 *       may be missing;
 *   <li>{@code T}, {@code t} or one space, then hour, minute, second and up to nine digits of a fraction, of which three
 *       count; the smaller parts may be missing;
 *   <li>{@code Z}, {@code ±HH}, {@code ±HHMM} or {@code ±HH:MM}; without any of them the time is UTC.
 * </ul>
 */
public final class TimestampText {
    /** What {@link #parse} returns for a text that is not a time. */
    public static final long INVALID = Long.MIN_VALUE;

    private static final int MISSING = -1;
    private static final long MILLIS_OF_MINUTE = 60_000;
    private static final long MILLIS_OF_DAY = 86_400_000;
    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

    private final byte[] bytes;
    private final int end;
    private int at;

    private TimestampText(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    /** The time that a text names, surrounding spaces already taken off, or {@link #INVALID}. */
    public static long parse(byte[] bytes, int from, int to) {
        return new TimestampText(bytes, from, to).parse();
    }

    private long parse() {
        long day = date();
        if (day == INVALID) {
            return INVALID;
        }
        if (at == end) {
            return day * MILLIS_OF_DAY;
        }
        if ((peek() | 0x20) != 't' && peek() != ' ') {
            return INVALID;
        }
        at++;
        long time = time();
        long offset = time == INVALID ? INVALID : offset();
        return offset == INVALID || at != end ? INVALID : day * MILLIS_OF_DAY + time - offset;
    }

    /** The day since the epoch. */
    private long date() {
        boolean negative = peek() == '-';
        if (negative || peek() == '+') {
            at++;
        }
        int digits = digits(4);
        if (digits == MISSING) {
            return INVALID;
        }
        int year = negative ? -digits : digits;
        if (peek() != '-') {
            return firstDayOf(year);
        }
        at++;
        if ((peek() | 0x20) == 'w') {
            at++;
            return weekDate(year);
        }
        if (digitsAhead() == 3) {
            int day = digits(3);
            return day >= 1 && day <= daysIn(year) ? firstDayOf(year) + day - 1 : INVALID;
        }
        return monthDate(year);
    }

    private long monthDate(int year) {
        int month = digits(2);
        if (month < 1 || month > 12) {
            return INVALID;
        }
        int leapDay = isLeap(year) ? 1 : 0;
        int day = 1;
        if (peek() == '-') {
            at++;
            day = digits(2);
            int days = DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1] + (month == 2 ? leapDay : 0);
            if (day < 1 || day > days) {
                return INVALID;
            }
        }
        return firstDayOf(year) + DAYS_BEFORE_MONTH[month - 1] + (month > 2 ? leapDay : 0) + day - 1;
    }

    private long weekDate(int year) {
        int week = digits(2);
        int weekday = 1;
        if (peek() == '-') {
            at++;
            weekday = digits(1);
        }
        if (week < 1 || weekday < 1 || weekday > 7) {
            return INVALID;
        }
        // The first week is the one with January 4 in it; day 0 of the epoch was a Thursday.
        long fourth = firstDayOf(year) + 3;
        long monday = fourth - Math.floorMod(fourth + 3, 7) + (week - 1) * 7L;
        // A week belongs to the year of its Thursday.
        return monday + 3 < firstDayOf(year + 1) ? monday + weekday - 1 : INVALID;
    }

    /** Milliseconds of the day. */
    private long time() {
        int hour = digits(2);
        if (hour == MISSING || hour > 23) {
            return INVALID;
        }
        int minute = timePart();
        int second = minute == MISSING ? MISSING : timePart();
        if (minute > 59 || second > 59) {
            return INVALID;
        }
        long millis = (hour * 60L + Math.max(0, minute)) * MILLIS_OF_MINUTE + Math.max(0, second) * 1000L;
        if (second == MISSING || peek() != '.') {
            return millis;
        }
        at++;
        int digits = digitsAhead();
        return digits >= 1 && digits <= 9 ? millis + milliseconds(digits) : INVALID;
    }

    /** A minute or a second, if there is one: what is wrong with it is {@link Integer#MAX_VALUE}. */
    private int timePart() {
        if (peek() != ':') {
            return MISSING;
        }
        at++;
        int value = digits(2);
        return value == MISSING ? Integer.MAX_VALUE : value;
    }

    private int milliseconds(int digits) {
        int kept = digits(Math.min(3, digits));
        at += Math.max(0, digits - 3);
        return digits == 1 ? kept * 100 : digits == 2 ? kept * 10 : kept;
    }

    /** Milliseconds east of UTC. */
    private long offset() {
        if (at == end) {
            return 0;
        }
        int sign = peek();
        at++;
        if (sign == 'Z') {
            return 0;
        }
        int hours = sign == '+' || sign == '-' ? digits(2) : MISSING;
        int minutes = 0;
        if (at < end) {
            at += peek() == ':' ? 1 : 0;
            minutes = digits(2);
        }
        if (hours == MISSING || hours > 23 || minutes == MISSING || minutes > 59) {
            return INVALID;
        }
        return (sign == '-' ? -1 : 1) * (hours * 60 + minutes) * MILLIS_OF_MINUTE;
    }

    /** The next byte; 0 at the end. */
    private int peek() {
        return at < end ? bytes[at] : 0;
    }

    private int digitsAhead() {
        int i = at;
        while (i < end && Decimals.isDigit(bytes[i])) {
            i++;
        }
        return i - at;
    }

    /** A number of exactly so many digits, or {@link #MISSING}. */
    private int digits(int count) {
        if (at + count > end) {
            return MISSING;
        }
        int value = 0;
        for (int i = at; i < at + count; i++) {
            if (!Decimals.isDigit(bytes[i])) {
                return MISSING;
            }
            value = value * 10 + bytes[i] - '0';
        }
        at += count;
        return value;
    }

    private static int daysIn(int year) {
        return isLeap(year) ? 366 : 365;
    }

    private static boolean isLeap(int year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** The day since the epoch that January 1 of a year is, in the Gregorian calendar at all times. */
    private static long firstDayOf(int year) {
        int before = year - 1;
        int leapDays = Math.floorDiv(before, 4) - Math.floorDiv(before, 100) + Math.floorDiv(before, 400);
        return before * 365L + leapDays - 719_162;
    }
}
