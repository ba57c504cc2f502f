package io.millrace.sql.time;

import static io.millrace.sql.time.CalendarDays.MILLIS_PER_DAY;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Units of the calendar that a time can be cut down to, in UTC. */
public enum CalendarUnit {
    MILLISECOND(1),
    SECOND(CalendarDays.MILLIS_PER_SECOND),
    MINUTE(CalendarDays.MILLIS_PER_MINUTE),
    HOUR(CalendarDays.MILLIS_PER_HOUR),
    DAY(MILLIS_PER_DAY),
    WEEK(0),
    MONTH(0),
    QUARTER(0),
    YEAR(0),
    DECADE(0),
    CENTURY(0),
    MILLENNIUM(0);

    private final long length;

    CalendarUnit(long length) {
        this.length = length;
    }

    /** @throws IllegalArgumentException with a sentence for the user if there is no such unit */
    public static CalendarUnit of(String name) {
        return ofName(name.toUpperCase(Locale.ROOT))
                .orElseThrow(() -> new IllegalArgumentException("There is no unit of time '" + name + "': take one of "
                        + Arrays.stream(values())
                                .map(unit -> unit.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private static Optional<CalendarUnit> ofName(String name) {
        return Arrays.stream(values())
                .filter(unit -> unit.name().equals(name) || (unit == MILLISECOND && name.equals("MILLISECONDS")))
                .findFirst();
    }

    /** The start of the unit that a moment falls into. */
    public long floor(long millis) {
        if (length > 0) {
            return millis - Math.floorMod(millis, length);
        }
        return firstDay(Math.floorDiv(millis, MILLIS_PER_DAY)) * MILLIS_PER_DAY;
    }

    private long firstDay(long day) {
        if (this == WEEK) {
            return day - CalendarDays.dayOfWeek(day) + 1;
        }
        long date = CalendarDays.yearAndMonthAndDay(day);
        long month = CalendarDays.monthsSinceYearZero(date);
        long year = date >> 16;
        return switch (this) {
            case MONTH -> CalendarDays.firstOfMonth(month);
            case QUARTER -> CalendarDays.firstOfMonth(month - Math.floorMod(month, 3L));
            case DECADE -> CalendarDays.firstOfYear(year - Math.floorMod(year, 10L));
            case CENTURY -> CalendarDays.firstOfYear(year - Math.floorMod(year - 1, 100L));
            case MILLENNIUM -> CalendarDays.firstOfYear(year - Math.floorMod(year - 1, 1000L));
            default -> CalendarDays.firstOfYear(year);
        };
    }
}
