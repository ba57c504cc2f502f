package io.millrace.api.tables;

import io.millrace.api.auth.User;
import io.millrace.api.database.JobStates;
import io.millrace.api.errors.ApiException;
import io.millrace.api.projects.Project;
import io.millrace.api.storage.LakeCatalog;
import io.millrace.model.Column;
import io.millrace.model.TableDefinition;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Changes of tables. Columns may be added at any time; whatever else touches the files is possible only while there are
 * none and no job may make some.
 */
@Singleton
public class TableUpdates {
    private final Jdbi database;
    private final LakeCatalog lake;
    private final Tables tables;

    public TableUpdates(Jdbi database, LakeCatalog lake, Tables tables) {
        this.database = database;
        this.lake = lake;
        this.tables = tables;
    }

    /** @throws ApiException with 404, with 409 for a stale version, with 400 for a change that cannot be made */
    ApiTable apply(Project project, User user, String name, TableRequest request) {
        return database.inTransaction(handle -> {
            ApiTable current = tables.findAndHold(handle, project, name).orElseThrow(() -> Tables.unknown(name));
            refuseStale(current, request);
            refuseImmutable(current, request);
            TableSpec wanted = wantedSpec(current.spec(), request);
            ApiTable changed = new ApiTable(
                    current.id(),
                    name,
                    current.version() + 1,
                    wanted,
                    current.createdBy(),
                    current.createdAt(),
                    user,
                    Instant.now().truncatedTo(ChronoUnit.MICROS));
            changeTwin(handle, current.definition(project), changed.definition(project));
            Tables.update(handle, changed);
            return changed;
        });
    }

    private static void refuseStale(ApiTable current, TableRequest request) {
        if (request.version() == null || request.version() != current.version()) {
            throw ApiException.conflict("The table is at version " + current.version() + ", the request at "
                    + request.version() + ". Read it again and repeat the change.");
        }
    }

    private static void refuseImmutable(ApiTable current, TableRequest request) {
        if (!request.name().equals(current.name())) {
            throw ApiException.badArgument("name", "The table's name is \"" + current.name() + "\" and cannot change.");
        }
        if (request.spec().kind() != current.spec().kind()) {
            throw ApiException.badArgument("type", "The table's type cannot change.");
        }
    }

    /** Columns that jobs discovered stay until a request declares them. */
    private static TableSpec wantedSpec(TableSpec current, TableRequest request) {
        if (!request.hasSchema()) {
            requireClusteringColumns(request.spec().clusteringColumns(), current.allColumns());
            return request.spec().withColumns(current.columns(), current.discovered());
        }
        List<Column> declared = request.spec().columns();
        List<Column> discovered = current.discovered().stream()
                .filter(column ->
                        declared.stream().noneMatch(other -> other.name().equals(column.name())))
                .toList();
        refuseClashes(declared, discovered);
        return request.spec().withColumns(declared, discovered);
    }

    private static void refuseClashes(List<Column> declared, List<Column> discovered) {
        List<String> names = discovered.stream().map(Column::name).toList();
        for (Column column : declared) {
            ColumnRules.clash(column.name(), names).ifPresent(objection -> {
                throw ApiException.badArgument("schema", objection);
            });
        }
    }

    private static void requireClusteringColumns(List<String> names, List<Column> columns) {
        for (String name : names) {
            boolean dimension = columns.stream()
                    .anyMatch(column -> column.name().equals(name) && column.role() == Column.Role.DIMENSION);
            if (!dimension) {
                throw ApiException.badArgument(
                        "clusteringColumns", "\"" + name + "\" is not a column of the table, or is a measure.");
            }
        }
    }

    private void changeTwin(Handle handle, TableDefinition current, TableDefinition wanted) {
        List<String> needEmptyTable = needEmptyTable(current, wanted);
        if (!needEmptyTable.isEmpty()) {
            refuseUnlessEmpty(handle, current, needEmptyTable);
            lake.catalog().drop(current);
        }
        lake.catalog().createOrEvolve(wanted);
    }

    private static List<String> needEmptyTable(TableDefinition current, TableDefinition wanted) {
        List<String> changes = new ArrayList<>();
        for (Column column : current.columns()) {
            if (!wanted.columns().contains(column)) {
                changes.add("changing or removing column \"" + column.name() + "\"");
            }
        }
        if (current.partitioning() != wanted.partitioning()) {
            changes.add("changing partitioningGranularity");
        }
        if (!current.clusteringColumns().equals(wanted.clusteringColumns())) {
            changes.add("changing clusteringColumns");
        }
        return changes;
    }

    private void refuseUnlessEmpty(Handle handle, TableDefinition table, List<String> changes) {
        boolean busy = handle.createQuery("SELECT exists(SELECT 1 FROM jobs WHERE target_table_id = :table::uuid"
                        + " AND " + JobStates.NOT_OVER + ")")
                .bind("table", table.id())
                .mapTo(Boolean.class)
                .one();
        if (busy || lake.catalog().load(table).statistics().rows() > 0) {
            throw ApiException.badArgument(
                    "schema",
                    "Only an empty table without active jobs can be changed so: " + String.join(", ", changes) + ".");
        }
    }
}
