package io.millrace.sql.time;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text that a time pattern reads, with a cursor, and the fields found so far. */
final class ParsedFields {
    private static final Map<String, String> ABBREVIATIONS = Map.ofEntries(
            Map.entry("EST", "America/New_York"),
            Map.entry("EDT", "America/New_York"),
            Map.entry("CST", "America/Chicago"),
            Map.entry("CDT", "America/Chicago"),
            Map.entry("MST", "America/Denver"),
            Map.entry("MDT", "America/Denver"),
            Map.entry("PST", "America/Los_Angeles"),
            Map.entry("PDT", "America/Los_Angeles"));

    private final int pivotYear;
    private final int[] values = new int[TimeField.values().length];
    private final Map<String, TimeZoneOffsets> zones = new HashMap<>();
    private byte[] text = new byte[0];
    private int position;
    private int end;
    private int present;
    private boolean hasOffset;
    private long offset;
    private @Nullable TimeZoneOffsets zone;

    ParsedFields(int pivotYear) {
        this.pivotYear = pivotYear;
    }

    void start(byte[] source, int from, int length) {
        text = source;
        position = from;
        end = from + length;
        present = 0;
        hasOffset = false;
        zone = null;
        while (position < end && text[position] == ' ') {
            position++;
        }
        while (position < end && text[end - 1] == ' ') {
            end--;
        }
    }

    boolean isAtEnd() {
        return position == end;
    }

    boolean skip(char expected) {
        if (position < end && text[position] == expected) {
            position++;
            return true;
        }
        return false;
    }

    boolean skipIgnoringCase(byte[] bytes) {
        if (position + bytes.length > end) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (lower(text[position + i]) != lower(bytes[i])) {
                return false;
            }
        }
        position += bytes.length;
        return true;
    }

    private static int lower(byte each) {
        return each >= 'A' && each <= 'Z' ? each + 32 : each;
    }

    /** How many digits follow, counted up to a limit. */
    int digitsAhead(int limit) {
        int digits = 0;
        while (digits < limit
                && position + digits < end
                && text[position + digits] >= '0'
                && text[position + digits] <= '9') {
            digits++;
        }
        return digits;
    }

    int takeNumber(int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            number = number * 10 + text[position++] - '0';
        }
        return number;
    }

    String takeZoneName() {
        int start = position;
        while (position < end && isPartOfZoneName(text[position])) {
            position++;
        }
        return new String(text, start, position - start, StandardCharsets.UTF_8);
    }

    private static boolean isPartOfZoneName(byte each) {
        return (lower(each) >= 'a' && lower(each) <= 'z')
                || (each >= '0' && each <= '9')
                || each == '/'
                || each == '_'
                || each == '+'
                || each == '-';
    }

    @Nullable
    TimeZoneOffsets zone(String name) {
        TimeZoneOffsets known = zones.get(name);
        if (known != null || name.isEmpty()) {
            return known;
        }
        try {
            TimeZoneOffsets found = TimeZoneOffsets.of(ABBREVIATIONS.getOrDefault(name, name));
            zones.put(name, found);
            return found;
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    boolean set(TimeField field, int value) {
        values[field.slot()] = value;
        present |= 1 << field.slot();
        return field.allows(value);
    }

    boolean setOffset(long millis) {
        hasOffset = true;
        offset = millis;
        return true;
    }

    boolean setZone(TimeZoneOffsets named) {
        hasOffset = true;
        zone = named;
        return true;
    }

    boolean hasOffset() {
        return hasOffset;
    }

    /** The year of two digits that is at most 50 years before the pivot and less than 50 after it. */
    int withCentury(int twoDigits) {
        int first = pivotYear - 50;
        int rest = Math.floorMod(first, 100);
        return first - rest + twoDigits + (twoDigits < rest ? 100 : 0);
    }

    private boolean has(TimeField field) {
        return (present & 1 << field.slot()) != 0;
    }

    private int get(TimeField field, int otherwise) {
        return has(field) ? values[field.slot()] : otherwise;
    }

    /** The moment that the fields name, in UTC if there was an offset or a zone; or {@link TimestampReader#INVALID}. */
    long millis() {
        long day = day();
        if (day == TimestampReader.INVALID) {
            return TimestampReader.INVALID;
        }
        long local = day * CalendarDays.MILLIS_PER_DAY
                + hour() * CalendarDays.MILLIS_PER_HOUR
                + get(TimeField.MINUTE, 0) * CalendarDays.MILLIS_PER_MINUTE
                + get(TimeField.SECOND, 0) * CalendarDays.MILLIS_PER_SECOND
                + get(TimeField.MILLISECOND, 0);
        if (zone != null) {
            return zone.toUtc(local);
        }
        return hasOffset ? local - offset : local;
    }

    private int hour() {
        if (has(TimeField.HOUR)) {
            return get(TimeField.HOUR, 0);
        }
        if (has(TimeField.CLOCK_HOUR)) {
            return get(TimeField.CLOCK_HOUR, 0) % 24;
        }
        int hour = has(TimeField.HOUR_OF_HALF_DAY)
                ? get(TimeField.HOUR_OF_HALF_DAY, 0)
                : get(TimeField.CLOCK_HOUR_OF_HALF_DAY, 0) % 12;
        return hour + 12 * get(TimeField.HALF_DAY, 0);
    }

    private long day() {
        if (has(TimeField.WEEK) || has(TimeField.WEEK_YEAR)) {
            return dayByWeek();
        }
        boolean partial =
                !has(TimeField.YEAR) && (has(TimeField.MONTH) || has(TimeField.DAY) || has(TimeField.DAY_OF_YEAR));
        int year = get(TimeField.YEAR, partial ? 2000 : 1970);
        long day = has(TimeField.DAY_OF_YEAR) ? dayByOrdinal(year) : dayByMonth(year);
        boolean named = has(TimeField.DAY_OF_WEEK) && has(TimeField.YEAR) && day != TimestampReader.INVALID;
        return named && CalendarDays.dayOfWeek(day) != get(TimeField.DAY_OF_WEEK, 0) ? TimestampReader.INVALID : day;
    }

    private long dayByWeek() {
        int year = get(TimeField.WEEK_YEAR, get(TimeField.YEAR, 2000));
        int week = get(TimeField.WEEK, 1);
        if (week > CalendarDays.weeksOfWeekYear(year)) {
            return TimestampReader.INVALID;
        }
        return CalendarDays.firstOfWeekYear(year) + (week - 1) * 7L + get(TimeField.DAY_OF_WEEK, 1) - 1;
    }

    private long dayByOrdinal(int year) {
        int day = get(TimeField.DAY_OF_YEAR, 1);
        return day <= CalendarDays.lengthOfYear(year)
                ? CalendarDays.firstOfYear(year) + day - 1
                : TimestampReader.INVALID;
    }

    private long dayByMonth(int year) {
        int month = get(TimeField.MONTH, 1);
        int day = get(TimeField.DAY, 1);
        return day <= CalendarDays.lengthOfMonth(year, month)
                ? CalendarDays.of(year, month, day)
                : TimestampReader.INVALID;
    }
}
