package io.millrace.sql.time;

/** The fields that a time pattern can read, and their ranges. */
enum TimeField {
    YEAR(0, -292_000_000, 292_000_000),
    MONTH(1, 1, 12),
    DAY(2, 1, 31),
    DAY_OF_YEAR(3, 1, 366),
    WEEK_YEAR(4, -292_000_000, 292_000_000),
    WEEK(5, 1, 53),
    DAY_OF_WEEK(6, 1, 7),
    HOUR(7, 0, 23),
    /** 1 to 24, where 24 is midnight at the start of the day. */
    CLOCK_HOUR(8, 1, 24),
    HALF_DAY(9, 0, 1),
    HOUR_OF_HALF_DAY(10, 0, 11),
    /** 1 to 12, where 12 is midnight or noon. */
    CLOCK_HOUR_OF_HALF_DAY(11, 1, 12),
    MINUTE(12, 0, 59),
    SECOND(13, 0, 59),
    MILLISECOND(14, 0, 999);

    private final int slot;
    private final int least;
    private final int most;

    TimeField(int slot, int least, int most) {
        this.slot = slot;
        this.least = least;
        this.most = most;
    }

    /** Its place in an array of all fields. */
    int slot() {
        return slot;
    }

    boolean allows(int value) {
        return value >= least && value <= most;
    }
}
