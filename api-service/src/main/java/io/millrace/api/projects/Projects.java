package io.millrace.api.projects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The projects, and the one that addresses without a project mean. */
@Singleton
public class Projects {
    private static final String DEFAULT_NAME = "default";

    private final Jdbi database;
    private final Cache<UUID, Project> recentlySeen = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();
    private volatile @Nullable Project defaultProject;

    public Projects(Jdbi database) {
        this.database = database;
    }

    public Optional<Project> find(UUID id) {
        Project seen = recentlySeen.getIfPresent(id);
        if (seen != null) {
            return Optional.of(seen);
        }
        Optional<Project> found = database.withHandle(handle -> select(handle, id));
        found.ifPresent(project -> recentlySeen.put(id, project));
        return found;
    }

    /** Null until {@link #ensureDefault} has run. */
    public @Nullable Project defaultProject() {
        return defaultProject;
    }

    /**
     * Makes the default project unless it is there.
     *
     * @param wantedId its id if it has to be made; empty: a new one
     * @throws IllegalStateException if it exists under another id than the wanted one
     */
    public void ensureDefault(Optional<UUID> wantedId) {
        Project project = database.inTransaction(handle -> {
            insertDefault(handle, wantedId.orElseGet(UUID::randomUUID));
            return handle.createQuery("SELECT id, name, namespace FROM projects WHERE name = :name")
                    .bind("name", DEFAULT_NAME)
                    .map((row, context) ->
                            new Project(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                    .one();
        });
        if (wantedId.isPresent() && !wantedId.get().equals(project.id())) {
            throw new IllegalStateException("The default project has id " + project.id()
                    + "; millrace.api.default-project-id wants " + wantedId.get() + ". Set it to the former.");
        }
        defaultProject = project;
    }

    private static void insertDefault(Handle handle, UUID id) {
        handle.createUpdate("INSERT INTO projects (id, name, namespace, created_at) VALUES (:id, :name, :name, :now)"
                        + " ON CONFLICT (name) DO NOTHING")
                .bind("id", id)
                .bind("name", DEFAULT_NAME)
                .bind("now", Instant.now())
                .execute();
    }

    private static Optional<Project> select(Handle handle, UUID id) {
        return handle.createQuery("SELECT id, name, namespace FROM projects WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new Project(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .findOne();
    }
}
