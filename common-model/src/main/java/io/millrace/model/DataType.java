package io.millrace.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The types of input fields and table columns, with their names in the API (Polaris contract, section 5). */
public enum DataType {
    STRING("string", "varchar"),
    LONG("long", "bigint"),
    FLOAT("float"),
    DOUBLE("double"),
    /** Milliseconds since the epoch, UTC. As a column type only {@code __time} has it. */
    TIMESTAMP("timestamp"),
    /** JSON text in UTF-8. */
    JSON("json", "complex<json>"),
    STRING_ARRAY("stringArray"),
    LONG_ARRAY("longArray"),
    FLOAT_ARRAY("floatArray"),
    DOUBLE_ARRAY("doubleArray"),
    IP_ADDRESS("ipAddress"),
    IP_PREFIX("ipPrefix"),
    GEO("geo"),
    HLL_SKETCH("HLLSketch"),
    THETA_SKETCH("thetaSketch"),
    QUANTILES_DOUBLES_SKETCH("quantilesDoublesSketch"),
    VARIANCE("variance"),
    LONG_STRING_PAIR("longStringPair"),
    INGEST_TIMESERIES("ingest_timeseries");

    private final List<String> apiNames;

    DataType(String... apiNames) {
        this.apiNames = List.of(apiNames);
    }

    /** The name that responses use. */
    public String apiName() {
        return apiNames.get(0);
    }

    /** The type of an API name or of one of its aliases; names are case-sensitive. Empty for an unknown name. */
    public static Optional<DataType> ofApiName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.apiNames.contains(name))
                .findFirst();
    }
}
