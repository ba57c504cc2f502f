package io.millrace.api.files;

import io.millrace.api.auth.User;
import io.millrace.api.database.JobStates;
import io.millrace.api.database.Violations;
import io.millrace.api.errors.ApiException;
import io.millrace.api.errors.NearestName;
import io.millrace.api.http.Paging;
import io.millrace.api.http.SortOrder;
import io.millrace.api.projects.Project;
import io.millrace.objects.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;

/** The uploaded files of all projects. */
@Singleton
public class Files {
    private static final Logger LOG = Logger.getLogger(Files.class);
    private static final String COLUMNS = "id, name, object_key, size_bytes, data_format, compression_format,"
            + " digest_hash, uploaded_by_name, uploaded_by_id, uploaded_at";
    private static final String MATCHING = " FROM files WHERE project_id = :project AND (:search = '' OR concat_ws(' ',"
            + " name, data_format, compression_format, digest_algo, digest_hash, uploaded_by_name, size_bytes::text)"
            + " ILIKE :pattern)";

    private final Jdbi database;
    private final ObjectStore store;

    public Files(Jdbi database, ObjectStore store) {
        this.database = database;
        this.store = store;
    }

    /** A part of a listing. */
    record Page(List<StagedFile> files, long totalCount) {}

    public Optional<StagedFile> find(Project project, String name) {
        return database.withHandle(handle -> find(handle, project, name, ""));
    }

    /**
     * The same in a running transaction, which keeps the file from being deleted until it ends.
     *
     * @return empty if there is no such file
     */
    public Optional<StagedFile> findAndHold(Handle transaction, Project project, String name) {
        return find(transaction, project, name, " FOR SHARE");
    }

    /** Names of files, for a hint at the one that was meant; of very many, the newest. */
    public List<String> names(Project project) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT name FROM files WHERE project_id = :project ORDER BY uploaded_at DESC LIMIT :most")
                .bind("project", project.id())
                .bind("most", NearestName.MOST_CANDIDATES)
                .mapTo(String.class)
                .list());
    }

    Page list(Project project, String search, SortOrder order, Paging paging) {
        return database.withHandle(handle -> {
            Query page = handle.createQuery(
                            "SELECT " + COLUMNS + MATCHING + order.sql() + " LIMIT :limit OFFSET :offset")
                    .bind("limit", paging.limit())
                    .bind("offset", paging.offset());
            Query count = handle.createQuery("SELECT count(*)" + MATCHING);
            return new Page(
                    bindSearch(page, project, search)
                            .map((row, context) -> toFile(row))
                            .list(),
                    bindSearch(count, project, search).mapTo(Long.class).one());
        });
    }

    long usedBytes(Project project) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT coalesce(sum(size_bytes), 0) FROM files WHERE project_id = :project")
                .bind("project", project.id())
                .mapTo(Long.class)
                .one());
    }

    /** @throws ApiException with 409 if the name is taken */
    void insert(Project project, StagedFile file) {
        try {
            database.useHandle(handle -> insert(handle, project, file));
        } catch (JdbiException e) {
            if (Violations.isDuplicate(e)) {
                throw nameTaken(file.name());
            }
            throw e;
        }
    }

    /** @throws ApiException with 404 if there is no such file, with 409 if a job still needs it */
    void delete(Project project, String name) {
        StagedFile file = database.inTransaction(handle -> {
            StagedFile found = find(handle, project, name, " FOR UPDATE").orElseThrow(() -> unknown(name));
            refuseIfInUse(handle, found);
            handle.createUpdate("DELETE FROM files WHERE id = :id")
                    .bind("id", found.id())
                    .execute();
            return found;
        });
        deleteObject(file);
    }

    static ApiException nameTaken(String name) {
        return ApiException.conflict(
                "There is a file named \"" + name + "\" already. Delete it first or choose another name.");
    }

    static ApiException unknown(String name) {
        return ApiException.notFound("There is no file named \"" + name + "\".");
    }

    private static void refuseIfInUse(Handle handle, StagedFile file) {
        List<UUID> jobs = handle.createQuery("SELECT j.id FROM job_files f JOIN jobs j ON j.id = f.job_id"
                        + " WHERE f.file_id = :file AND " + JobStates.NOT_OVER)
                .bind("file", file.id())
                .mapTo(UUID.class)
                .list();
        if (!jobs.isEmpty()) {
            throw ApiException.conflict("The file \"" + file.name() + "\" is in use by job " + jobs.get(0)
                    + ". Wait until it has ended or cancel it.");
        }
    }

    private void deleteObject(StagedFile file) {
        try {
            store.delete(file.objectKey());
        } catch (IOException | RuntimeException e) {
            // The file is gone for every user; only its bytes stay behind.
            LOG.warnf("The object %s of a deleted file could not be deleted: %s", file.objectKey(), e.getMessage());
        }
    }

    private static Optional<StagedFile> find(Handle handle, Project project, String name, String lock) {
        return handle.createQuery(
                        "SELECT " + COLUMNS + " FROM files WHERE project_id = :project AND name = :name" + lock)
                .bind("project", project.id())
                .bind("name", name)
                .map((row, context) -> toFile(row))
                .findOne();
    }

    private static Query bindSearch(Query query, Project project, String search) {
        String escaped = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return query.bind("project", project.id()).bind("search", search).bind("pattern", "%" + escaped + "%");
    }

    private static void insert(Handle handle, Project project, StagedFile file) {
        handle.createUpdate("INSERT INTO files (id, project_id, name, object_key, size_bytes, data_format,"
                        + " compression_format, digest_algo, digest_hash, uploaded_by_name, uploaded_by_id, uploaded_at)"
                        + " VALUES (:id, :project, :name, :key, :size, :format, :compression, 'md5', :hash, :userName,"
                        + " :userId, :at)")
                .bind("id", file.id())
                .bind("project", project.id())
                .bind("name", file.name())
                .bind("key", file.objectKey())
                .bind("size", file.sizeBytes())
                .bind("format", file.dataFormat())
                .bind("compression", file.compressionFormat())
                .bind("hash", file.md5())
                .bind("userName", file.uploadedBy().username())
                .bind("userId", file.uploadedBy().userId())
                .bind("at", file.uploadedAt())
                .execute();
    }

    private static StagedFile toFile(ResultSet row) throws SQLException {
        return new StagedFile(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("object_key"),
                row.getLong("size_bytes"),
                row.getString("data_format"),
                row.getString("compression_format"),
                row.getString("digest_hash"),
                new User(row.getString("uploaded_by_name"), row.getObject("uploaded_by_id", UUID.class)),
                row.getTimestamp("uploaded_at").toInstant());
    }
}
