package io.millrace.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A table as the services see it: all that is needed to find its Iceberg table and to write rows into it.
 *
 * @param id the table's UUID; survives as the name of everything internal that belongs to the table
 * @param namespace the Iceberg namespace: the project's name in the catalog
 * @param name the table's name in the API and in the catalog
 * @param columns in order; always holds {@link Column#TIME}, of type {@link DataType#TIMESTAMP}
 * @param partitioning the step of {@code __time} by which files are partitioned
 * @param clusteringColumns the sort order within files; may be empty
 * @param timeResolution the step to which rollup floors {@code __time}; {@link Granularity#MILLISECOND} for detail tables
 */
public record TableDefinition(
        String id,
        String namespace,
        String name,
        Kind kind,
        List<Column> columns,
        Granularity partitioning,
        List<String> clusteringColumns,
        Granularity timeResolution) {

    /** Whether rows are kept as they come or rolled up. */
    public enum Kind {
        DETAIL,
        AGGREGATE
    }

    public TableDefinition {
        requireNonNull(id);
        requireNonNull(namespace);
        requireNonNull(name);
        requireNonNull(kind);
        requireNonNull(partitioning);
        requireNonNull(timeResolution);
        columns = List.copyOf(columns);
        clusteringColumns = List.copyOf(clusteringColumns);
    }
}
