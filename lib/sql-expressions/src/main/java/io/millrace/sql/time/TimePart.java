package io.millrace.sql.time;

import static io.millrace.sql.time.CalendarDays.MILLIS_PER_DAY;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be taken out of a time as a number. */
public enum TimePart {
    /** Whole seconds since 1970-01-01T00:00Z. */
    EPOCH,
    MICROSECOND,
    MILLISECOND,
    SECOND,
    MINUTE,
    HOUR,
    DAY,
    /** 1 for Monday to 7 for Sunday. */
    DOW,
    ISODOW,
    DOY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    ISOYEAR,
    DECADE,
    CENTURY,
    MILLENNIUM;

    /** @throws IllegalArgumentException with a sentence for the user if there is no such part */
    public static TimePart of(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(part -> part.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("A time has no part '" + name + "': take one of "
                        + Arrays.stream(values()).map(TimePart::name).collect(Collectors.joining(", "))));
    }

    /** The part of a moment as clocks with this offset show it. */
    public long of(long utcMillis, long offset) {
        long local = utcMillis + offset;
        long ofDay = Math.floorMod(local, MILLIS_PER_DAY);
        return switch (this) {
            case EPOCH -> Math.floorDiv(utcMillis, 1000L);
            case MICROSECOND -> ofDay % 1000 * 1000;
            case MILLISECOND -> ofDay % 1000;
            case SECOND -> ofDay / CalendarDays.MILLIS_PER_SECOND % 60;
            case MINUTE -> ofDay / CalendarDays.MILLIS_PER_MINUTE % 60;
            case HOUR -> ofDay / CalendarDays.MILLIS_PER_HOUR;
            default -> ofDate(Math.floorDiv(local, MILLIS_PER_DAY));
        };
    }

    private long ofDate(long day) {
        long date = CalendarDays.yearAndMonthAndDay(day);
        long year = date >> 16;
        return switch (this) {
            case DAY -> CalendarDays.dayOfMonth(date);
            case DOW, ISODOW -> CalendarDays.dayOfWeek(day);
            case DOY -> day - CalendarDays.firstOfYear(year) + 1;
            case WEEK -> (day - CalendarDays.firstOfWeekYear(CalendarDays.weekYear(day))) / 7 + 1;
            case MONTH -> CalendarDays.month(date);
            case QUARTER -> (CalendarDays.month(date) + 2) / 3;
            case ISOYEAR -> CalendarDays.weekYear(day);
            case DECADE -> Math.floorDiv(year, 10L);
            case CENTURY -> Math.floorDiv(year - 1, 100L) + 1;
            case MILLENNIUM -> Math.floorDiv(year - 1, 1000L) + 1;
            default -> year;
        };
    }
}
