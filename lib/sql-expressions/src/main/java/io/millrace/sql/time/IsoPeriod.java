package io.millrace.sql.time;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A period such as {@code P1D} or {@code PT15M}: whole months, weeks, days, and a part of fixed length. */
public record IsoPeriod(long months, long weeks, long days, long millis) {
    private static final Pattern FORM = Pattern.compile(
            "P(?:(\\d{1,6})Y)?(?:(\\d{1,6})M)?(?:(\\d{1,6})W)?(?:(\\d{1,6})D)?"
                    + "(?:T(?=\\d)(?:(\\d{1,9})H)?(?:(\\d{1,9})M)?(?:(\\d{1,9})(?:\\.(\\d{1,3}))?S)?)?",
            Pattern.CASE_INSENSITIVE);

    /** @throws IllegalArgumentException with a sentence for the user if it is not a positive period */
    public static IsoPeriod of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an ISO 8601 period: write for instance 'P1D', 'PT15M' or 'P1W'");
        }
        String fraction = matcher.group(8);
        IsoPeriod period = new IsoPeriod(
                number(matcher.group(1)) * 12 + number(matcher.group(2)),
                number(matcher.group(3)),
                number(matcher.group(4)),
                number(matcher.group(5)) * CalendarDays.MILLIS_PER_HOUR
                        + number(matcher.group(6)) * CalendarDays.MILLIS_PER_MINUTE
                        + number(matcher.group(7)) * CalendarDays.MILLIS_PER_SECOND
                        + (fraction == null ? 0 : number((fraction + "00").substring(0, 3))));
        if (period.months == 0 && period.fixedMillis() == 0) {
            throw new IllegalArgumentException("The period '" + text + "' is empty");
        }
        return period;
    }

    /**
     * The same, for periods that divide time into buckets: they cannot mix months with anything shorter.
     *
     * @throws IllegalArgumentException with a sentence for the user if it is not such a period
     */
    public static IsoPeriod ofBuckets(String text) {
        IsoPeriod period = of(text);
        if (period.months > 0 && period.fixedMillis() > 0) {
            throw new IllegalArgumentException("The period '" + text
                    + "' mixes months or years with something shorter, which gives no regular buckets");
        }
        return period;
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** What is not months, taking a day as 24 hours. */
    public long fixedMillis() {
        return (weeks * 7 + days) * CalendarDays.MILLIS_PER_DAY + millis;
    }

    boolean isWeeksOnly() {
        return months == 0 && weeks > 0 && days == 0 && millis == 0;
    }

    /** A moment so many periods later, in UTC; earlier for a negative number. */
    long addTo(long utcMillis, int times) {
        long day = Math.floorDiv(utcMillis, CalendarDays.MILLIS_PER_DAY);
        long ofDay = Math.floorMod(utcMillis, CalendarDays.MILLIS_PER_DAY);
        return CalendarDays.plusMonths(day, months * times) * CalendarDays.MILLIS_PER_DAY
                + ofDay
                + fixedMillis() * times;
    }
}
