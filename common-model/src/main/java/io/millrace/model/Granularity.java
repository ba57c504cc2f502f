package io.millrace.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Steps of time, in UTC, for partitioning and rollup (Polaris contract, section 5). Finest first. */
public enum Granularity {
    MILLISECOND("PT0.001S"),
    SECOND("PT1S"),
    MINUTE("PT1M"),
    FIVE_MINUTE("PT5M"),
    TEN_MINUTE("PT10M"),
    FIFTEEN_MINUTE("PT15M"),
    THIRTY_MINUTE("PT30M"),
    HOUR("PT1H"),
    SIX_HOUR("PT6H"),
    EIGHT_HOUR("PT8H"),
    DAY("P1D"),
    WEEK("P1W"),
    MONTH("P1M"),
    QUARTER("P3M"),
    YEAR("P1Y"),
    /** One bucket for all time. */
    ALL("");

    private final String period;

    Granularity(String period) {
        this.period = period;
    }

    /** The ISO 8601 period of one bucket; empty for {@link #ALL}. */
    public String period() {
        return period;
    }

    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Granularity> ofApiName(String name) {
        return Arrays.stream(values())
                .filter(granularity -> granularity.apiName().equals(name))
                .findFirst();
    }
}
