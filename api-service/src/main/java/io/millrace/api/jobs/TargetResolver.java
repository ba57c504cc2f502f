package io.millrace.api.jobs;

import io.millrace.api.errors.NearestName;
import io.millrace.api.errors.Problems;
import io.millrace.api.jobs.JobRequest.RequestedMapping;
import io.millrace.api.projects.Project;
import io.millrace.api.tables.ApiTable;
import io.millrace.api.tables.ColumnRules;
import io.millrace.api.tables.TableSpec;
import io.millrace.api.tables.Tables;
import io.millrace.columns.RowSchema;
import io.millrace.model.Column;
import io.millrace.model.DataType;
import io.millrace.model.Granularity;
import io.millrace.model.Mapping;
import io.millrace.model.TableDefinition.Kind;
import io.millrace.sql.ExpressionCompiler;
import io.millrace.sql.InvalidExpressionException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which table a job writes, which of its mappings aggregate, and which columns have to be made for it (contract,
 * sections 9 and 10). Expressions that do not compile are no problem here: compiling the whole job names them.
 */
@Singleton
public class TargetResolver {
    private final Tables tables;

    public TargetResolver(Tables tables) {
        this.tables = tables;
    }

    ResolvedTarget resolve(Project project, JobRequest request, Instant now, Problems problems) {
        Expressions expressions = new Expressions(new ExpressionCompiler(new RowSchema(request.inputSchema()), now));
        Optional<ApiTable> existing = tables.find(project, request.tableName());
        if (existing.isPresent()) {
            return into(existing.get(), request, expressions, problems);
        }
        if (!request.createTable()) {
            problems.add(
                    "target.tableName",
                    "There is no table named \"" + request.tableName()
                            + "\"." + NearestName.hint(request.tableName(), tables.names(project))
                            + " Make it first, or set \"createTableIfNotExists\" to true.");
        }
        return intoNew(request, expressions, problems);
    }

    private static ResolvedTarget into(ApiTable table, JobRequest request, Expressions expressions, Problems problems) {
        refuseOtherLayout(table.spec(), request, problems);
        List<Mapping> mappings = new ArrayList<>();
        List<Column> discovered = new ArrayList<>();
        for (RequestedMapping requested : request.mappings()) {
            Optional<Column> column = table.spec().column(requested.columnName());
            boolean aggregation = requested
                    .aggregation()
                    .orElse(column.isPresent() && column.get().role() == Column.Role.MEASURE);
            Mapping mapping = new Mapping(requested.columnName(), requested.expression(), aggregation);
            mappings.add(mapping);
            if (column.isEmpty() && !table.spec().strict()) {
                discovered.add(expressions.columnFor(mapping));
            }
        }
        List<Column> columns = new ArrayList<>(table.spec().allColumns());
        columns.addAll(discovered);
        refuseClashes(request, discovered, columns, problems);
        boolean counts = table.spec()
                .column(ColumnRules.COUNT)
                .filter(column -> column.role() == Column.Role.MEASURE)
                .isPresent();
        if (counts) {
            countRows(mappings);
        }
        return new ResolvedTarget(Optional.of(table), table.spec().discovering(discovered), discovered, mappings);
    }

    private static ResolvedTarget intoNew(JobRequest request, Expressions expressions, Problems problems) {
        List<Mapping> mappings = new ArrayList<>();
        for (RequestedMapping requested : request.mappings()) {
            boolean aggregation =
                    requested.aggregation().orElseGet(() -> expressions.isMeasure(requested.expression()));
            mappings.add(new Mapping(requested.columnName(), requested.expression(), aggregation));
        }
        Kind kind = mappings.stream().anyMatch(Mapping::aggregation) ? Kind.AGGREGATE : Kind.DETAIL;
        if (kind == Kind.AGGREGATE) {
            countRows(mappings);
        }
        List<Column> columns = columnsFor(mappings, expressions);
        refuseClashes(request, columns, columns, problems);
        List<String> clustering = request.clusteringColumns().orElseGet(List::of);
        checkClustering(clustering, columns, problems);
        TableSpec spec =
                TableSpec.madeByJob(kind, columns, request.partitionedBy().orElse(Granularity.DAY), clustering);
        return new ResolvedTarget(Optional.empty(), spec, List.of(), mappings);
    }

    private static List<Column> columnsFor(List<Mapping> mappings, Expressions expressions) {
        List<Column> columns = new ArrayList<>();
        for (Mapping mapping : mappings) {
            boolean known = columns.stream().anyMatch(column -> column.name().equals(mapping.columnName()));
            if (!known) {
                columns.add(expressions.columnFor(mapping));
            }
        }
        if (columns.stream().noneMatch(column -> column.name().equals(Column.TIME))) {
            columns.add(0, Column.dimension(Column.TIME, DataType.TIMESTAMP));
        }
        return columns;
    }

    /** @param made those of the columns that do not exist yet */
    private static void refuseClashes(JobRequest request, List<Column> made, List<Column> all, Problems problems) {
        Set<String> madeNames = new HashSet<>(made.stream().map(Column::name).toList());
        List<String> names = all.stream().map(Column::name).toList();
        for (int i = 0; i < request.mappings().size(); i++) {
            String name = request.mappings().get(i).columnName();
            String target = "mappings[" + i + "].columnName";
            if (madeNames.contains(name)) {
                ColumnRules.clash(name, names).ifPresent(objection -> problems.add(target, objection));
            }
        }
    }

    /** Every rolled-up table that a job makes counts the rows that it was made of. */
    private static void countRows(List<Mapping> mappings) {
        boolean mapped =
                mappings.stream().anyMatch(mapping -> mapping.columnName().equals(ColumnRules.COUNT));
        if (!mapped) {
            mappings.add(new Mapping(ColumnRules.COUNT, "COUNT(*)", true));
        }
    }

    private static void checkClustering(List<String> names, List<Column> columns, Problems problems) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean dimension = columns.stream()
                    .anyMatch(column -> column.name().equals(name) && column.role() == Column.Role.DIMENSION);
            if (!dimension) {
                problems.add(
                        "clusteringColumns[" + i + "]",
                        "\"" + name + "\" is not a column of the table, or is a measure.");
            }
        }
    }

    private static void refuseOtherLayout(TableSpec table, JobRequest request, Problems problems) {
        if (request.partitionedBy().isPresent() && request.partitionedBy().get() != table.partitioning()) {
            problems.add(
                    "partitionedBy",
                    "The table is partitioned by " + table.partitioning().apiName()
                            + "; a job cannot partition its rows in another way yet. Leave this out.");
        }
        if (request.clusteringColumns().isPresent()
                && !request.clusteringColumns().get().equals(table.clusteringColumns())) {
            problems.add(
                    "clusteringColumns",
                    "The table is clustered by " + table.clusteringColumns()
                            + "; a job cannot cluster its rows in another way yet. Leave this out.");
        }
    }

    /** What the compiler knows of expressions, with a guess where they do not compile. */
    private record Expressions(ExpressionCompiler compiler) {
        boolean isMeasure(String expression) {
            try {
                return compiler.isMeasure(expression);
            } catch (InvalidExpressionException e) {
                return false;
            }
        }

        Column columnFor(Mapping mapping) {
            if (mapping.columnName().equals(Column.TIME)) {
                return Column.dimension(Column.TIME, DataType.TIMESTAMP);
            }
            DataType type = typeOf(mapping);
            return mapping.aggregation()
                    ? Column.measure(mapping.columnName(), type)
                    : Column.dimension(mapping.columnName(), type);
        }

        private DataType typeOf(Mapping mapping) {
            try {
                return mapping.aggregation()
                        ? compiler.measure(mapping.expression()).columnType()
                        : compiler.scalar(mapping.expression()).type().columnType();
            } catch (InvalidExpressionException e) {
                return DataType.STRING;
            }
        }
    }
}
