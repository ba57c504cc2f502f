package io.millrace.api.tables;

import io.millrace.api.auth.User;
import io.millrace.api.database.Violations;
import io.millrace.api.errors.ApiException;
import io.millrace.api.errors.NearestName;
import io.millrace.api.projects.Project;
import io.millrace.api.storage.LakeCatalog;
import io.millrace.messages.MessageJson;
import io.millrace.model.Column;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The tables of all projects, each with its twin in the Iceberg catalog. A table is shown once its twin is there: the row
 * comes first, so that a crash in between leaves nothing that a second attempt could not finish.
 */
@Singleton
public class Tables {
    private static final String SELECT = "SELECT id, name, version, definition, created_by_name, created_by_id,"
            + " created_at, modified_by_name, modified_by_id, modified_at FROM tables WHERE project_id = :project";

    private final Jdbi database;
    private final LakeCatalog lake;

    public Tables(Jdbi database, LakeCatalog lake) {
        this.database = database;
        this.lake = lake;
    }

    public Optional<ApiTable> find(Project project, String name) {
        return database.withHandle(handle -> find(handle, project, name, " AND in_catalog"));
    }

    /** The same in a running transaction, which keeps the table as it is until it ends. */
    public Optional<ApiTable> findAndHold(Handle transaction, Project project, String name) {
        return find(transaction, project, name, " AND in_catalog FOR UPDATE");
    }

    /** All tables of a project, by name. */
    public List<ApiTable> list(Project project) {
        return database.withHandle(handle -> handle.createQuery(SELECT + " AND in_catalog ORDER BY name")
                .bind("project", project.id())
                .map((row, context) -> toTable(row))
                .list());
    }

    /** Names of tables, for a hint at the one that was meant; of very many, some. */
    public List<String> names(Project project) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT name FROM tables WHERE project_id = :project AND in_catalog ORDER BY name LIMIT :most")
                .bind("project", project.id())
                .bind("most", NearestName.MOST_CANDIDATES)
                .mapTo(String.class)
                .list());
    }

    /**
     * Makes a table, here and in the Iceberg catalog.
     *
     * @throws ApiException with 409 if the name is taken
     */
    public synchronized ApiTable create(Project project, User user, String name, TableSpec spec) {
        ApiTable table = claim(project, user, name, spec);
        try {
            lake.catalog().createOrEvolve(table.definition(project));
        } catch (IllegalStateException e) {
            database.useHandle(handle -> handle.createUpdate("DELETE FROM tables WHERE id = :id AND NOT in_catalog")
                    .bind("id", table.id())
                    .execute());
            throw ApiException.conflict("The Iceberg catalog has a table \"" + name
                    + "\" that does not belong to this service. Choose another name. (" + e.getMessage() + ")");
        }
        database.useHandle(handle -> handle.createUpdate("UPDATE tables SET in_catalog = true WHERE id = :id")
                .bind("id", table.id())
                .execute());
        return table;
    }

    /**
     * Adds columns that a job brings to a flexible table, here and in the catalog.
     *
     * @throws ApiException with 400 if the table has such a column in other letters
     */
    public ApiTable discover(Project project, String name, List<Column> found) {
        return database.inTransaction(handle -> {
            ApiTable current = findAndHold(handle, project, name).orElseThrow(() -> unknown(name));
            refuseClashes(current, found);
            ApiTable grown = current.withSpec(current.spec().discovering(found));
            lake.catalog().createOrEvolve(grown.definition(project));
            update(handle, grown);
            return grown;
        });
    }

    /** Another job may have brought such a column a moment ago. */
    private static void refuseClashes(ApiTable table, List<Column> found) {
        List<String> names =
                table.spec().allColumns().stream().map(Column::name).toList();
        for (Column column : found) {
            ColumnRules.clash(column.name(), names).ifPresent(objection -> {
                throw ApiException.badArgument("mappings", objection);
            });
        }
    }

    static void update(Handle handle, ApiTable table) {
        handle.createUpdate("UPDATE tables SET version = :version, definition = :definition,"
                        + " modified_by_name = :userName, modified_by_id = :userId, modified_at = :at WHERE id = :id")
                .bind("id", table.id())
                .bind("version", table.version())
                .bind("definition", toJson(table.spec()))
                .bind("userName", table.modifiedBy().username())
                .bind("userId", table.modifiedBy().userId())
                .bind("at", table.modifiedAt())
                .execute();
    }

    public static ApiException unknown(String name) {
        return ApiException.notFound("There is no table named \"" + name + "\".");
    }

    /** The row of a table to be: a new one, or one that an interrupted attempt left. */
    private ApiTable claim(Project project, User user, String name, TableSpec spec) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        try {
            return database.inTransaction(handle -> {
                Optional<ApiTable> leftOver = find(handle, project, name, " AND NOT in_catalog FOR UPDATE");
                UUID id = leftOver.map(ApiTable::id).orElseGet(UUID::randomUUID);
                ApiTable table = new ApiTable(id, name, 0, spec, user, now, user, now);
                if (leftOver.isPresent()) {
                    update(handle, table);
                } else {
                    insert(handle, project, table);
                }
                return table;
            });
        } catch (JdbiException e) {
            if (Violations.isDuplicate(e)) {
                throw ApiException.conflict("There is a table named \"" + name + "\" already. Choose another name.");
            }
            throw e;
        }
    }

    private static void insert(Handle handle, Project project, ApiTable table) {
        handle.createUpdate("INSERT INTO tables (id, project_id, name, version, definition, in_catalog,"
                        + " created_by_name, created_by_id, created_at, modified_by_name, modified_by_id, modified_at)"
                        + " VALUES (:id, :project, :name, :version, :definition, false, :userName, :userId, :at,"
                        + " :userName, :userId, :at)")
                .bind("id", table.id())
                .bind("project", project.id())
                .bind("name", table.name())
                .bind("version", table.version())
                .bind("definition", toJson(table.spec()))
                .bind("userName", table.createdBy().username())
                .bind("userId", table.createdBy().userId())
                .bind("at", table.createdAt())
                .execute();
    }

    private static Optional<ApiTable> find(Handle handle, Project project, String name, String condition) {
        return handle.createQuery(SELECT + " AND name = :name" + condition)
                .bind("project", project.id())
                .bind("name", name)
                .map((row, context) -> toTable(row))
                .findOne();
    }

    private static String toJson(TableSpec spec) {
        return new String(MessageJson.write(spec), StandardCharsets.UTF_8);
    }

    private static ApiTable toTable(ResultSet row) throws SQLException {
        byte[] spec = row.getString("definition").getBytes(StandardCharsets.UTF_8);
        return new ApiTable(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getLong("version"),
                MessageJson.read(spec, TableSpec.class),
                new User(row.getString("created_by_name"), row.getObject("created_by_id", UUID.class)),
                row.getTimestamp("created_at").toInstant(),
                new User(row.getString("modified_by_name"), row.getObject("modified_by_id", UUID.class)),
                row.getTimestamp("modified_at").toInstant());
    }
}
