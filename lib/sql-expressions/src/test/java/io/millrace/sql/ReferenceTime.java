package io.millrace.sql;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times, plainly, with Java's own calendar. */
final class ReferenceTime {
    private static final Pattern TIMESTAMP = Pattern.compile("([+-]?\\d{4})"
            + "(?:-(?:W(\\d\\d)(?:-(\\d))?|(\\d\\d\\d)|(\\d\\d)(?:-(\\d\\d))?))?"
            + "(?:[Tt ](\\d\\d)(?::(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?)?(Z|[+-]\\d\\d(?::?\\d\\d)?)?)?");

    private ReferenceTime() {}

    static @Nullable Object parse(String text) {
        return parse(text, null);
    }

    static @Nullable Object parse(String text, @Nullable String zone) {
        Matcher matcher = TIMESTAMP.matcher(trim(text));
        if (!matcher.matches()) {
            return null;
        }
        boolean whole = matcher.group(3) != null || matcher.group(4) != null || matcher.group(6) != null;
        if (matcher.group(7) != null && !whole) {
            return null;
        }
        try {
            LocalDateTime local = date(matcher).atTime(time(matcher));
            return moment(local, matcher.group(11), zone).toEpochMilli();
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    private static String trim(String text) {
        return text.replaceAll("^ +| +$", "");
    }

    private static Instant moment(LocalDateTime local, @Nullable String offset, @Nullable String zone) {
        if (offset == null) {
            return local.atZone(zone == null ? ZoneOffset.UTC : ZoneId.of(zone)).toInstant();
        }
        if (offset.equals("Z")) {
            return local.toInstant(ZoneOffset.UTC);
        }
        String digits = (offset.substring(1) + "00").replace(":", "").substring(0, 4);
        int minutes = Integer.parseInt(digits.substring(0, 2)) * 60 + Integer.parseInt(digits.substring(2));
        if (minutes >= 24 * 60 || Integer.parseInt(digits.substring(2)) > 59) {
            throw new DateTimeException(offset);
        }
        return local.toInstant(ZoneOffset.UTC).plus(offset.startsWith("-") ? minutes : -minutes, ChronoUnit.MINUTES);
    }

    private static LocalDate date(Matcher matcher) {
        int year = Integer.parseInt(matcher.group(1));
        if (matcher.group(2) != null) {
            LocalDate inYear = LocalDate.of(year, 1, 4);
            int week = Integer.parseInt(matcher.group(2));
            if (week < 1
                    || week
                            > IsoFields.WEEK_OF_WEEK_BASED_YEAR
                                    .rangeRefinedBy(inYear)
                                    .getMaximum()) {
                throw new DateTimeException("week");
            }
            int day = matcher.group(3) == null ? 1 : Integer.parseInt(matcher.group(3));
            return inYear.with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week).with(DayOfWeek.of(day));
        }
        if (matcher.group(4) != null) {
            return LocalDate.ofYearDay(year, Integer.parseInt(matcher.group(4)));
        }
        return LocalDate.of(year, number(matcher.group(5), 1), number(matcher.group(6), 1));
    }

    private static LocalTime time(Matcher matcher) {
        int nanos = matcher.group(10) == null
                ? 0
                : Integer.parseInt((matcher.group(10) + "00").substring(0, 3)) * 1_000_000;
        return LocalTime.of(
                number(matcher.group(7), 0), number(matcher.group(8), 0), number(matcher.group(9), 0), nanos);
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    /** For the periods that the generator uses: one unit, without an origin. */
    static long floor(long millis, String period, @Nullable String zoneName) {
        ZonedDateTime time =
                Instant.ofEpochMilli(millis).atZone(zoneName == null ? ZoneOffset.UTC : ZoneId.of(zoneName));
        LocalDate day = time.toLocalDate();
        if (period.startsWith("PT")) {
            long step = Duration.parse(period).toMillis();
            LocalDateTime local = time.toLocalDateTime();
            long ofDay = local.toLocalTime().toNanoOfDay() / 1_000_000;
            // Every step used divides a day, so counting from midnight is counting from 1970.
            return time.with(LocalTime.ofNanoOfDay((ofDay - ofDay % step) * 1_000_000))
                    .toInstant()
                    .toEpochMilli();
        }
        if (period.equals("P1W")) {
            return start(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), time);
        }
        if (period.endsWith("D")) {
            int days = Integer.parseInt(period.substring(1, period.length() - 1));
            return start(LocalDate.ofEpochDay(day.toEpochDay() - Math.floorMod(day.toEpochDay(), days)), time);
        }
        long months = day.getLong(ChronoField.PROLEPTIC_MONTH) - 1970 * 12;
        return start(
                LocalDate.of(1970, 1, 1)
                        .plusMonths(months
                                - Math.floorMod(months, Period.parse(period).toTotalMonths())),
                time);
    }

    private static long start(LocalDate day, ZonedDateTime like) {
        return day.atStartOfDay().atZone(like.getZone()).toInstant().toEpochMilli();
    }

    static long truncate(long millis, String unit) {
        LocalDateTime time =
                Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC).toLocalDateTime();
        LocalDate day = time.toLocalDate();
        int year = day.getYear();
        LocalDateTime start = switch (unit.toUpperCase(Locale.ROOT)) {
            case "MILLISECOND" -> time;
            case "SECOND" -> time.truncatedTo(ChronoUnit.SECONDS);
            case "MINUTE" -> time.truncatedTo(ChronoUnit.MINUTES);
            case "HOUR" -> time.truncatedTo(ChronoUnit.HOURS);
            case "DAY" -> day.atStartOfDay();
            case "WEEK" ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
            case "MONTH" -> day.withDayOfMonth(1).atStartOfDay();
            case "QUARTER" -> day.with(IsoFields.DAY_OF_QUARTER, 1).atStartOfDay();
            case "YEAR" -> day.withDayOfYear(1).atStartOfDay();
            case "DECADE" -> LocalDate.of(year - Math.floorMod(year, 10), 1, 1).atStartOfDay();
            case "CENTURY" ->
                LocalDate.of(year - Math.floorMod(year - 1, 100), 1, 1).atStartOfDay();
            case "MILLENNIUM" ->
                LocalDate.of(year - Math.floorMod(year - 1, 1000), 1, 1).atStartOfDay();
            default -> throw new AssertionError(unit);
        };
        return start.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    static long extract(long millis, String part, @Nullable String zoneName) {
        ZonedDateTime time =
                Instant.ofEpochMilli(millis).atZone(zoneName == null ? ZoneOffset.UTC : ZoneId.of(zoneName));
        return switch (part.toUpperCase(Locale.ROOT)) {
            case "EPOCH" -> time.toEpochSecond();
            case "MICROSECOND" -> time.get(ChronoField.MILLI_OF_SECOND) * 1000L;
            case "MILLISECOND" -> time.get(ChronoField.MILLI_OF_SECOND);
            case "SECOND" -> time.getSecond();
            case "MINUTE" -> time.getMinute();
            case "HOUR" -> time.getHour();
            case "DAY" -> time.getDayOfMonth();
            case "DOW", "ISODOW" -> time.getDayOfWeek().getValue();
            case "DOY" -> time.getDayOfYear();
            case "WEEK" -> time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "MONTH" -> time.getMonthValue();
            case "QUARTER" -> time.get(IsoFields.QUARTER_OF_YEAR);
            case "YEAR" -> time.getYear();
            case "ISOYEAR" -> time.get(IsoFields.WEEK_BASED_YEAR);
            case "DECADE" -> Math.floorDiv(time.getYear(), 10);
            case "CENTURY" -> Math.floorDiv(time.getYear() - 1, 100) + 1;
            case "MILLENNIUM" -> Math.floorDiv(time.getYear() - 1, 1000) + 1;
            default -> throw new AssertionError(part);
        };
    }
}
