package io.millrace.sql.time;

import static io.millrace.sql.time.CalendarDays.MILLIS_PER_DAY;
import static io.millrace.sql.time.CalendarDays.MILLIS_PER_HOUR;
import static io.millrace.sql.time.CalendarDays.MILLIS_PER_MINUTE;
import static io.millrace.sql.time.CalendarDays.MILLIS_PER_SECOND;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Reads timestamps in ISO 8601 and in SQL's form, straight from bytes: a date, whole or partial, by week or by day of
 * the year, then perhaps a time after {@code T} or a space, then perhaps an offset. Not thread-safe.
 */
public final class TimestampText implements TimestampReader {
    private final UsualTimestamp usual = new UsualTimestamp();
    private byte[] text = new byte[0];
    private int position;
    private int end;
    private boolean wholeDate;
    private boolean sawOffset;

    /** The milliseconds of a text in UTC; a time without an offset is taken to be in UTC. */
    public static OptionalLong utc(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        long millis = new TimestampText().parse(bytes, 0, bytes.length);
        return millis == INVALID ? OptionalLong.empty() : OptionalLong.of(millis);
    }

    @Override
    public long parse(byte[] source, int offset, int length) {
        text = source;
        position = offset;
        end = offset + length;
        trim();
        long millis = usual.parse(source, position, end);
        if (millis != INVALID) {
            sawOffset = usual.sawZulu();
            return millis;
        }
        sawOffset = false;
        return parseAnyForm();
    }

    private long parseAnyForm() {
        long day = date();
        if (day == INVALID) {
            return INVALID;
        }
        long millis = day * MILLIS_PER_DAY;
        if (position == end) {
            return millis;
        }
        if (!wholeDate || !skipSeparator()) {
            return INVALID;
        }
        return timeAndOffset(millis);
    }

    @Override
    public boolean sawOffset() {
        return sawOffset;
    }

    private void trim() {
        while (position < end && text[position] == ' ') {
            position++;
        }
        while (position < end && text[end - 1] == ' ') {
            end--;
        }
    }

    private boolean skipSeparator() {
        byte separator = text[position++];
        return separator == 'T' || separator == 't' || separator == ' ';
    }

    private long date() {
        boolean negative = position < end && text[position] == '-';
        if (negative || (position < end && text[position] == '+')) {
            position++;
        }
        int digits = number(4);
        if (digits < 0) {
            return INVALID;
        }
        int year = negative ? -digits : digits;
        wholeDate = false;
        if (position == end) {
            return CalendarDays.firstOfYear(year);
        }
        if (text[position++] != '-') {
            return INVALID;
        }
        if (position < end && text[position] == 'W') {
            position++;
            return weekDate(year);
        }
        return position + 3 <= end && isDigit(position + 2) ? ordinalDate(year) : monthDate(year);
    }

    private long monthDate(int year) {
        int month = number(2);
        if (month < 1 || month > 12) {
            return INVALID;
        }
        if (position == end) {
            return CalendarDays.of(year, month, 1);
        }
        if (text[position++] != '-') {
            return INVALID;
        }
        int day = number(2);
        wholeDate = true;
        return day >= 1 && day <= CalendarDays.lengthOfMonth(year, month) ? CalendarDays.of(year, month, day) : INVALID;
    }

    private long ordinalDate(int year) {
        int day = number(3);
        wholeDate = true;
        return day >= 1 && day <= CalendarDays.lengthOfYear(year) ? CalendarDays.firstOfYear(year) + day - 1 : INVALID;
    }

    private long weekDate(int year) {
        int week = number(2);
        if (week < 1 || week > CalendarDays.weeksOfWeekYear(year)) {
            return INVALID;
        }
        long monday = CalendarDays.firstOfWeekYear(year) + (week - 1) * 7L;
        if (position == end) {
            return monday;
        }
        if (text[position++] != '-') {
            return INVALID;
        }
        int day = number(1);
        wholeDate = true;
        return day >= 1 && day <= 7 ? monday + day - 1 : INVALID;
    }

    private long timeAndOffset(long date) {
        int hour = number(2);
        if (hour < 0 || hour > 23) {
            return INVALID;
        }
        long millis = date + hour * MILLIS_PER_HOUR;
        if (skip(':')) {
            int minute = number(2);
            if (minute < 0 || minute > 59) {
                return INVALID;
            }
            millis += minute * MILLIS_PER_MINUTE;
            if (skip(':')) {
                long seconds = seconds();
                if (seconds < 0) {
                    return INVALID;
                }
                millis += seconds;
            }
        }
        return position == end ? millis : minusOffset(millis);
    }

    /** Seconds with their fraction in milliseconds, or -1. */
    private long seconds() {
        int second = number(2);
        if (second < 0 || second > 59) {
            return -1;
        }
        if (!skip('.') && !skip(',')) {
            return second * MILLIS_PER_SECOND;
        }
        int fraction = 0;
        int digits = 0;
        while (position < end && isDigit(position)) {
            if (digits < 3) {
                fraction = fraction * 10 + text[position] - '0';
            }
            digits++;
            position++;
        }
        if (digits == 0 || digits > 9) {
            return -1;
        }
        if (digits < 3) {
            fraction *= digits == 1 ? 100 : 10;
        }
        return second * MILLIS_PER_SECOND + fraction;
    }

    private long minusOffset(long millis) {
        byte sign = text[position++];
        sawOffset = true;
        if (sign == 'Z') {
            return position == end ? millis : INVALID;
        }
        if (sign != '+' && sign != '-') {
            return INVALID;
        }
        int hours = number(2);
        int minutes = 0;
        if (position < end) {
            skip(':');
            minutes = number(2);
        }
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || position != end) {
            return INVALID;
        }
        long offset = hours * MILLIS_PER_HOUR + minutes * MILLIS_PER_MINUTE;
        return sign == '+' ? millis - offset : millis + offset;
    }

    private boolean skip(char expected) {
        if (position < end && text[position] == expected) {
            position++;
            return true;
        }
        return false;
    }

    /** The number of exactly so many digits, or -1. */
    private int number(int digits) {
        if (position + digits > end) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < digits; i++) {
            int digit = text[position + i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        position += digits;
        return number;
    }

    private boolean isDigit(int index) {
        return text[index] >= '0' && text[index] <= '9';
    }
}
