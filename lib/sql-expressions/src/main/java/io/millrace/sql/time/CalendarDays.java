package io.millrace.sql.time;

/** Days since 1970-01-01 and the proleptic Gregorian calendar, without objects. */
public final class CalendarDays {
    public static final long MILLIS_PER_SECOND = 1000;
    public static final long MILLIS_PER_MINUTE = 60 * MILLIS_PER_SECOND;
    public static final long MILLIS_PER_HOUR = 60 * MILLIS_PER_MINUTE;
    public static final long MILLIS_PER_DAY = 24 * MILLIS_PER_HOUR;

    private static final int DAYS_PER_CYCLE = 146_097;
    private static final int[] DAYS_BEFORE_MONTH = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};

    private CalendarDays() {}

    /** The day of a date that is known to exist. */
    public static long of(long year, int month, int day) {
        return firstOfYear(year) + dayOfYear(year, month, day) - 1;
    }

    /** The first of January. */
    public static long firstOfYear(long year) {
        long before = year - 1;
        return 365 * (year - 1970)
                + (Math.floorDiv(before, 4) - 492)
                - (Math.floorDiv(before, 100) - 19)
                + (Math.floorDiv(before, 400) - 4);
    }

    public static boolean isLeap(long year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    public static int lengthOfMonth(long year, int month) {
        if (month == 2) {
            return isLeap(year) ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    public static int lengthOfYear(long year) {
        return isLeap(year) ? 366 : 365;
    }

    /** Counted from 1. */
    public static int dayOfYear(long year, int month, int day) {
        return DAYS_BEFORE_MONTH[month] + day + (month > 2 && isLeap(year) ? 1 : 0);
    }

    public static boolean exists(long year, int month, int day) {
        return month >= 1 && month <= 12 && day >= 1 && day <= lengthOfMonth(year, month);
    }

    /** 1 for Monday to 7 for Sunday. */
    public static int dayOfWeek(long day) {
        return (int) Math.floorMod(day + 3, 7L) + 1;
    }

    /** The Monday that starts the first week of an ISO year. */
    public static long firstOfWeekYear(long weekYear) {
        long fourth = firstOfYear(weekYear) + 3;
        return fourth - dayOfWeek(fourth) + 1;
    }

    public static int weeksOfWeekYear(long weekYear) {
        return (int) ((firstOfWeekYear(weekYear + 1) - firstOfWeekYear(weekYear)) / 7);
    }

    /** The ISO year that a day's week belongs to. */
    public static long weekYear(long day) {
        return year(day - dayOfWeek(day) + 4);
    }

    public static long year(long day) {
        return yearAndMonthAndDay(day) >> 16;
    }

    /** A date in one number: the year from bit 16 up, the month in bits 8 to 15, the day in bits 0 to 7. */
    public static long yearAndMonthAndDay(long day) {
        // Years are counted from March here, so that the leap day comes last.
        long fromMarch = day + 719_468;
        long cycle = Math.floorDiv(fromMarch, (long) DAYS_PER_CYCLE);
        int dayOfCycle = (int) (fromMarch - cycle * DAYS_PER_CYCLE);
        int yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365;
        int dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int dayOfMonth = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0);
        return year << 16 | (long) month << 8 | dayOfMonth;
    }

    /** Months since year 0 of a date of {@link #yearAndMonthAndDay}. */
    public static long monthsSinceYearZero(long date) {
        return (date >> 16) * 12 + month(date) - 1;
    }

    public static int month(long date) {
        return (int) (date >> 8) & 0xff;
    }

    public static int dayOfMonth(long date) {
        return (int) date & 0xff;
    }

    /** The first day of a month counted as by {@link #monthsSinceYearZero}. */
    public static long firstOfMonth(long months) {
        return of(Math.floorDiv(months, 12L), (int) Math.floorMod(months, 12L) + 1, 1);
    }

    /** A day some calendar months later, at most the last day of its month. */
    public static long plusMonths(long day, long months) {
        long date = yearAndMonthAndDay(day);
        long target = monthsSinceYearZero(date) + months;
        long year = Math.floorDiv(target, 12L);
        int month = (int) Math.floorMod(target, 12L) + 1;
        return of(year, month, Math.min(dayOfMonth(date), lengthOfMonth(year, month)));
    }
}
