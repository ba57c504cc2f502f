package io.millrace.api.tables;

import io.millrace.api.projects.Project;
import io.millrace.model.Column;
import io.millrace.model.Granularity;
import io.millrace.model.TableDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What users say of a table, with every default filled in.
 *
 * @param strict whether only declared columns may be written
 * @param columns those declared, in order; {@code __time} is always among them
 * @param discovered those that jobs brought later
 * @param queryGranularity as sent, if it was; {@code timeResolution} says the same
 * @param storagePolicy as sent, if it was
 */
public record TableSpec(
        TableDefinition.Kind kind,
        boolean strict,
        Granularity partitioning,
        List<String> clusteringColumns,
        @Nullable String description,
        List<Column> columns,
        List<Column> discovered,
        Granularity timeResolution,
        @Nullable String queryGranularity,
        @Nullable String storagePolicy) {
    public TableSpec {
        clusteringColumns = List.copyOf(clusteringColumns);
        columns = List.copyOf(columns);
        discovered = List.copyOf(discovered);
    }

    /** A flexible table that a job makes for itself. */
    public static TableSpec madeByJob(
            TableDefinition.Kind kind, List<Column> columns, Granularity partitioning, List<String> clusteringColumns) {
        return new TableSpec(
                kind,
                false,
                partitioning,
                clusteringColumns,
                null,
                columns,
                List.of(),
                Granularity.MILLISECOND,
                null,
                null);
    }

    /** Declared and discovered columns. */
    public List<Column> allColumns() {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(discovered);
        return all;
    }

    public Optional<Column> column(String name) {
        return allColumns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst();
    }

    /** The same with more discovered columns; those that it has already stay as they are. */
    public TableSpec discovering(List<Column> found) {
        Set<String> known =
                new HashSet<>(allColumns().stream().map(Column::name).toList());
        List<Column> all = new ArrayList<>(discovered);
        found.stream().filter(column -> known.add(column.name())).forEach(all::add);
        return withColumns(columns, all);
    }

    TableSpec withColumns(List<Column> declared, List<Column> discoveredOnes) {
        return new TableSpec(
                kind,
                strict,
                partitioning,
                clusteringColumns,
                description,
                declared,
                discoveredOnes,
                timeResolution,
                queryGranularity,
                storagePolicy);
    }

    /** The table as loaders and the catalog see it. */
    public TableDefinition definition(Project project, UUID id, String name) {
        return new TableDefinition(
                id.toString(),
                project.namespace(),
                name,
                kind,
                allColumns(),
                partitioning,
                clusteringColumns,
                timeResolution);
    }
}
