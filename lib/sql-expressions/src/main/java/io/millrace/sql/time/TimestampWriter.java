package io.millrace.sql.time;

import static io.millrace.sql.time.CalendarDays.MILLIS_PER_DAY;

/** Writes times in UTC as SQL does. */
public final class TimestampWriter {
    /** No time takes more. */
    public static final int MOST_BYTES = 32;

    private TimestampWriter() {}

    /** Writes {@code yyyy-MM-dd}, and {@code HH:mm:ss} after a space if wanted; gives the index behind. */
    public static int write(long millis, boolean withTime, byte[] target, int start) {
        long date = CalendarDays.yearAndMonthAndDay(Math.floorDiv(millis, MILLIS_PER_DAY));
        int position = year(date >> 16, target, start);
        target[position++] = '-';
        position = twoDigits(CalendarDays.month(date), target, position);
        target[position++] = '-';
        position = twoDigits(CalendarDays.dayOfMonth(date), target, position);
        if (!withTime) {
            return position;
        }
        int second = (int) (Math.floorMod(millis, MILLIS_PER_DAY) / 1000);
        target[position++] = ' ';
        position = twoDigits(second / 3600, target, position);
        target[position++] = ':';
        position = twoDigits(second / 60 % 60, target, position);
        target[position++] = ':';
        return twoDigits(second % 60, target, position);
    }

    private static int year(long year, byte[] target, int start) {
        int position = start;
        if (year < 0) {
            target[position++] = '-';
        }
        long size = Math.abs(year);
        int digits = 4;
        for (long rest = size / 10_000; rest > 0; rest /= 10) {
            digits++;
        }
        for (int i = position + digits - 1; i >= position; i--) {
            target[i] = (byte) ('0' + size % 10);
            size /= 10;
        }
        return position + digits;
    }

    private static int twoDigits(int value, byte[] target, int position) {
        target[position] = (byte) ('0' + value / 10);
        target[position + 1] = (byte) ('0' + value % 10);
        return position + 2;
    }
}
