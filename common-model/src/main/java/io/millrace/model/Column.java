package io.millrace.model;

import static java.util.Objects.requireNonNull;

/** A column of a table. In detail tables every column is a {@link Role#DIMENSION}. */
public record Column(String name, DataType type, Role role) {
    /** The column that every table has. */
    public static final String TIME = "__time";

    /** What a column is to rollup. */
    public enum Role {
        DIMENSION,
        MEASURE
    }

    public Column {
        requireNonNull(name);
        requireNonNull(type);
        requireNonNull(role);
    }

    public static Column dimension(String name, DataType type) {
        return new Column(name, type, Role.DIMENSION);
    }

    public static Column measure(String name, DataType type) {
        return new Column(name, type, Role.MEASURE);
    }
}
