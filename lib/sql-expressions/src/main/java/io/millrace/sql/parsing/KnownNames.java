package io.millrace.sql.parsing;

import io.millrace.sql.functions.FunctionCatalog;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The names of functions beyond the catalog: aggregates, conditionals, and what is known but not there yet. */
final class KnownNames {
    static final Set<String> MEASURES = Set.of("COUNT", "SUM", "MIN", "MAX");

    /** Aggregates that are not for ingestion, and why. */
    static final Map<String, String> REFUSED_AGGREGATES = Map.of(
            "EARLIEST", "EARLIEST cannot be used at ingestion",
            "LATEST", "LATEST cannot be used at ingestion",
            "AVG",
                    "AVG cannot be used at ingestion, since averages of parts do not merge:"
                            + " store SUM and COUNT as two measures and divide them in the query",
            "ANY_VALUE", "ANY_VALUE cannot be used at ingestion, since its results do not merge as a plain column",
            "ARRAY_AGG", "ARRAY_AGG cannot be used at ingestion, since its results do not merge as a plain column",
            "STRING_AGG", "STRING_AGG cannot be used at ingestion, since its results do not merge as a plain column");

    private static final Set<String> AGGREGATES_TO_COME = Set.of(
            "APPROX_COUNT_DISTINCT",
            "APPROX_COUNT_DISTINCT_DS_HLL",
            "APPROX_COUNT_DISTINCT_DS_THETA",
            "DS_HLL",
            "DS_QUANTILES_SKETCH",
            "DS_THETA",
            "EARLIEST_BY",
            "LATEST_BY",
            "VARIANCE",
            "VAR_POP",
            "VAR_SAMP");

    private static final Set<String> SCALARS_TO_COME = Set.of(
            "REGEXP_EXTRACT",
            "REGEXP_LIKE",
            "REGEXP_REPLACE",
            "TIME_SHIFT",
            "TIME_FORMAT",
            "JSON_VALUE",
            "JSON_QUERY",
            "PARSE_JSON",
            "TRY_PARSE_JSON",
            "TO_JSON_STRING",
            "LEFT",
            "RIGHT",
            "LPAD",
            "RPAD",
            "STRPOS",
            "POSITION",
            "CONTAINS_STRING",
            "ICONTAINS_STRING",
            "PARSE_LONG",
            "REVERSE",
            "REPEAT",
            "TEXTCAT",
            "STRING_FORMAT",
            "DECODE_BASE64_UTF8",
            "LOOKUP",
            "TRUNCATE",
            "TRUNC",
            "DIV",
            "POWER",
            "SQRT",
            "EXP",
            "LN",
            "LOG10",
            "GREATEST",
            "LEAST",
            "TIME_CEIL",
            "TIMESTAMPADD",
            "TIMESTAMPDIFF",
            "CURRENT_DATE",
            "JSON_OBJECT",
            "JSON_MERGE",
            "JSON_KEYS",
            "JSON_PATHS",
            "JSON_QUERY_ARRAY",
            "STRING_TO_MV",
            "STRING_TO_ARRAY",
            "MV_TO_STRING",
            "ARRAY_TO_STRING",
            "MV_TO_ARRAY",
            "ARRAY_TO_MV",
            "ARRAY",
            "MV_LENGTH",
            "ARRAY_LENGTH",
            "MV_OFFSET",
            "MV_ORDINAL",
            "MV_OFFSET_OF",
            "MV_ORDINAL_OF",
            "MV_CONTAINS",
            "MV_OVERLAP",
            "MV_APPEND",
            "MV_PREPEND",
            "MV_CONCAT",
            "MV_SLICE",
            "MV_FILTER_ONLY",
            "MV_FILTER_NONE",
            "ARRAY_OFFSET",
            "ARRAY_ORDINAL",
            "ARRAY_OFFSET_OF",
            "ARRAY_ORDINAL_OF",
            "ARRAY_CONTAINS",
            "ARRAY_OVERLAP",
            "ARRAY_APPEND",
            "ARRAY_PREPEND",
            "ARRAY_CONCAT",
            "ARRAY_SLICE",
            "SCALAR_IN_ARRAY",
            "IPV4_PARSE",
            "IPV4_STRINGIFY",
            "IPV4_MATCH",
            "SIN",
            "COS",
            "TAN",
            "COT",
            "ASIN",
            "ACOS",
            "ATAN",
            "ATAN2",
            "DEGREES",
            "RADIANS",
            "PI",
            "BITWISE_AND",
            "BITWISE_OR",
            "BITWISE_XOR",
            "BITWISE_COMPLEMENT",
            "BITWISE_SHIFT_LEFT",
            "BITWISE_SHIFT_RIGHT",
            "BITWISE_CONVERT_DOUBLE_TO_LONG_BITS",
            "BITWISE_CONVERT_LONG_BITS_TO_DOUBLE",
            "HUMAN_READABLE_BINARY_BYTE_FORMAT",
            "HUMAN_READABLE_DECIMAL_BYTE_FORMAT",
            "HUMAN_READABLE_DECIMAL_FORMAT",
            "IPV6_MATCH",
            "HLL_SKETCH_ESTIMATE",
            "THETA_SKETCH_ESTIMATE",
            "HLL_SKETCH_UNION",
            "THETA_SKETCH_UNION",
            "THETA_SKETCH_INTERSECT",
            "THETA_SKETCH_NOT",
            "DS_GET_QUANTILE",
            "DS_RANK",
            "DECODE_BASE64_COMPLEX",
            "BLOOM_FILTER_TEST",
            "BUILD_GEO");

    private static final Set<String> CONDITIONALS =
            Set.of("COALESCE", "NULLIF", "NVL", "CASE", "CAST", "TRIM", "EXTRACT");

    private KnownNames() {}

    static boolean isAggregate(String name) {
        return MEASURES.contains(name) || REFUSED_AGGREGATES.containsKey(name) || AGGREGATES_TO_COME.contains(name);
    }

    /** Whether the dialect has it, but this version does not. */
    static boolean isToCome(String name) {
        return SCALARS_TO_COME.contains(name)
                || AGGREGATES_TO_COME.contains(name)
                || name.startsWith("DS_TUPLE_DOUBLES");
    }

    /** What may have been meant by an unknown name. */
    static Set<String> callable() {
        Set<String> names = new TreeSet<>(FunctionCatalog.names());
        names.addAll(MEASURES);
        names.addAll(CONDITIONALS);
        names.addAll(SCALARS_TO_COME);
        names.addAll(AGGREGATES_TO_COME);
        return names;
    }
}
