package io.millrace.api.query;

import io.millrace.model.DataType;

/** DuckDB's type names in the terms of the API and of the tables. */
final class ColumnTypes {
    private ColumnTypes() {}

    static String apiName(String duckDbType) {
        return switch (duckDbType) {
            case "TINYINT",
                    "SMALLINT",
                    "INTEGER",
                    "BIGINT",
                    "HUGEINT",
                    "UTINYINT",
                    "USMALLINT",
                    "UINTEGER",
                    "UBIGINT",
                    "BOOLEAN" -> DataType.LONG.apiName();
            case "FLOAT" -> DataType.FLOAT.apiName();
            case "DOUBLE" -> DataType.DOUBLE.apiName();
            case "DATE", "TIMESTAMP", "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
                DataType.TIMESTAMP.apiName();
            default -> duckDbType.startsWith("DECIMAL") ? DataType.DOUBLE.apiName() : DataType.STRING.apiName();
        };
    }

    static String sqlName(String duckDbType) {
        return switch (duckDbType) {
            case "TIMESTAMP WITH TIME ZONE", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" -> "TIMESTAMP";
            case "HUGEINT" -> "BIGINT";
            default -> duckDbType;
        };
    }

    /** The type of the column that stands in where no file has it yet. */
    static String duckDbName(DataType type) {
        return switch (type) {
            case LONG -> "BIGINT";
            case FLOAT -> "FLOAT";
            case DOUBLE -> "DOUBLE";
            case TIMESTAMP -> "TIMESTAMPTZ";
            case STRING_ARRAY -> "VARCHAR[]";
            case LONG_ARRAY -> "BIGINT[]";
            case FLOAT_ARRAY -> "FLOAT[]";
            case DOUBLE_ARRAY -> "DOUBLE[]";
            case STRING, JSON, IP_ADDRESS, IP_PREFIX, GEO -> "VARCHAR";
            case HLL_SKETCH, THETA_SKETCH, QUANTILES_DOUBLES_SKETCH, VARIANCE, LONG_STRING_PAIR, INGEST_TIMESERIES ->
                "BLOB";
        };
    }
}
