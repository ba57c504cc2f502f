package io.millrace.sql.time;

/** A stretch of time: the start is in it, the end is not. */
public record TimeInterval(long start, long end) {
    /**
     * @param text {@code start/end}, where one of the two may be a period; in UTC unless it says otherwise
     * @throws IllegalArgumentException with a sentence for the user if it is no interval
     */
    public static TimeInterval of(String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || text.indexOf('/', slash + 1) >= 0) {
            throw new IllegalArgumentException(
                    "'" + text
                            + "' is not an interval: write 'start/end', where one of the two may be a period, such as '2024-03-05/P1D'");
        }
        String from = text.substring(0, slash).trim();
        String to = text.substring(slash + 1).trim();
        if (isPeriod(from)) {
            long end = moment(to, text);
            return new TimeInterval(IsoPeriod.of(from).addTo(end, -1), end);
        }
        long start = moment(from, text);
        return new TimeInterval(start, isPeriod(to) ? IsoPeriod.of(to).addTo(start, 1) : moment(to, text))
                .checked(text);
    }

    private static boolean isPeriod(String text) {
        return text.startsWith("P") || text.startsWith("p");
    }

    private static long moment(String text, String interval) {
        return TimestampText.utc(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' in the interval '" + interval + "' is no timestamp"));
    }

    private TimeInterval checked(String text) {
        if (end < start) {
            throw new IllegalArgumentException("The interval '" + text + "' ends before it starts");
        }
        return this;
    }

    public boolean contains(long millis) {
        return millis >= start && millis < end;
    }
}
