package io.millrace.api.tables;

import io.millrace.api.json.JsonFields;
import io.millrace.model.Granularity;
import java.util.Optional;

/** The partitioning that a table, or a job that makes one, asks for. */
public final class Partitioning {
    private static final String GRANULARITIES = "second, minute, five_minute, ten_minute, fifteen_minute,"
            + " thirty_minute, hour, six_hour, eight_hour, day, month, quarter, year, all";

    private Partitioning() {}

    /** What the property says; empty if it says nothing or something unknown, the latter together with a problem. */
    public static Optional<Granularity> wanted(JsonFields fields, String property) {
        Optional<Granularity> wanted = fields.choice(property, Granularity::ofApiName, GRANULARITIES);
        wanted.filter(granularity -> granularity == Granularity.WEEK || granularity == Granularity.MILLISECOND)
                .ifPresent(granularity -> fields.problem(
                        property,
                        "New tables cannot be partitioned by " + granularity.apiName() + "; choose one of "
                                + GRANULARITIES + "."));
        return wanted;
    }
}
