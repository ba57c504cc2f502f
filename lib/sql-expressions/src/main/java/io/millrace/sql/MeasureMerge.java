package io.millrace.sql;

/** How two states of a measure become one. A null state is that of no rows at all. */
public enum MeasureMerge {
    SUM,
    MIN,
    MAX
}
