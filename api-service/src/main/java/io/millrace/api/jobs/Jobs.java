package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.auth.Access;
import io.millrace.api.auth.User;
import io.millrace.api.connections.Connection;
import io.millrace.api.connections.Connections;
import io.millrace.api.database.JobStates;
import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.files.Files;
import io.millrace.api.files.StagedFile;
import io.millrace.api.json.RequestJson;
import io.millrace.api.kafka.Broker;
import io.millrace.api.outbox.Outbox;
import io.millrace.api.projects.Project;
import io.millrace.api.tables.Tables;
import io.millrace.messages.JobCommand;
import io.millrace.messages.MessageJson;
import io.millrace.model.JobDefinition;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The jobs of all projects. Whatever changes a job tells the loaders in the same transaction, through the outbox. */
@Singleton
public class Jobs {
    /** What a {@link SubmittedJob} is made of beside its request, which may be large. */
    static final String STATE_COLUMNS = "id, type, desired_status, execution_status, health_status, health_code,"
            + " health_message, progress, created_by_name, created_by_id, created_at, modified_by_name, modified_by_id,"
            + " updated_at, started_at, completed_at";

    private final Jdbi database;
    private final Broker broker;
    private final Outbox outbox;
    private final Tables tables;
    private final Connections connections;
    private final Files files;

    public Jobs(Jdbi database, Broker broker, Outbox outbox, Tables tables, Connections connections, Files files) {
        this.database = database;
        this.broker = broker;
        this.outbox = outbox;
        this.tables = tables;
        this.connections = connections;
        this.files = files;
    }

    /** A job that was checked and may begin. */
    record NewJob(
            JobDefinition definition, ResolvedSource source, UUID tableId, ObjectNode echo, List<String> warnings) {}

    /**
     * Stores a job and tells the loaders, unless what it needs has gone in the meantime.
     *
     * @throws ApiException with 400 if the table has a streaming job already that is not to be replaced
     */
    SubmittedJob insert(Access access, JobRequest request, NewJob job) {
        Project project = access.project();
        User user = access.caller().user();
        return database.inTransaction(handle -> {
            holdWhatItNeeds(handle, project, request, job);
            if (request.streaming().isPresent()) {
                makeWay(handle, user, request, job.tableId());
            }
            insertRow(handle, project, user, request, job);
            insertFiles(handle, job);
            insertWarnings(handle, job);
            command(handle, job.definition(), JobCommand.Desired.RUNNING);
            return find(handle, project, UUID.fromString(job.definition().id()), "")
                    .orElseThrow();
        });
    }

    /** @throws ApiException with 400 if {@link #insert} would refuse the job because of the table's streaming job */
    void requireRoom(JobRequest request, UUID tableId) {
        if (request.streaming().isPresent()) {
            refuseSecondStream(request, database.withHandle(handle -> streamsInto(handle, tableId, "")));
        }
    }

    Optional<SubmittedJob> find(Project project, UUID id) {
        return database.withHandle(handle -> find(handle, project, id, ""));
    }

    /**
     * Changes what is wanted of a job; asking for what is wanted already changes nothing.
     *
     * @throws ApiException with 404 if there is no such job, with 400 if it cannot be so any more
     */
    SubmittedJob desire(Project project, User user, UUID id, String desired) {
        SubmittedJob changed = database.inTransaction(handle -> {
            SubmittedJob job = find(handle, project, id, " FOR UPDATE").orElseThrow(() -> unknown(id.toString()));
            if (job.desiredStatus().equals(desired)) {
                return job;
            }
            refuseImpossible(job, desired);
            cancel(handle, user, id);
            return find(handle, project, id, "").orElseThrow();
        });
        outbox.wakeUp();
        return changed;
    }

    static ApiException unknown(String id) {
        return ApiException.notFound("There is no job \"" + id + "\".");
    }

    private static void refuseImpossible(SubmittedJob job, String desired) {
        if (job.isOver()) {
            throw ApiException.of(
                    ApiErrorCode.WRONG_STATE,
                    "The job is " + job.executionStatus() + " already; it cannot be " + desired + " any more.");
        }
        if (!desired.equals("canceled")) {
            throw ApiException.of(
                    ApiErrorCode.WRONG_STATE, "A job that is being canceled cannot go on. Submit it again.");
        }
    }

    private void cancel(Handle handle, User user, UUID id) {
        handle.createUpdate("UPDATE jobs SET desired_status = 'canceled', modified_by_name = :userName,"
                        + " modified_by_id = :userId, updated_at = greatest(updated_at, :at) WHERE id = :id")
                .bind("id", id)
                .bind("userName", user.username())
                .bind("userId", user.userId())
                .bind("at", Instant.now().truncatedTo(ChronoUnit.MICROS))
                .execute();
        String definition = handle.createQuery("SELECT definition FROM jobs WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .one();
        JobDefinition job = MessageJson.read(definition.getBytes(StandardCharsets.UTF_8), JobDefinition.class);
        command(handle, job, JobCommand.Desired.CANCELED);
    }

    private void command(Handle handle, JobDefinition job, JobCommand.Desired desired) {
        outbox.add(handle, broker.topics().jobs(), job.id(), MessageJson.write(new JobCommand(job, desired)));
    }

    private void holdWhatItNeeds(Handle handle, Project project, JobRequest request, NewJob job) {
        boolean tableStays = tables.findAndHold(handle, project, request.tableName())
                .filter(table -> table.id().equals(job.tableId()))
                .isPresent();
        if (!tableStays) {
            throw ApiException.badArgument("target.tableName", "The table was dropped in the meantime.");
        }
        job.source().connection().ifPresent(connection -> {
            boolean stays = connections
                    .findAndHold(handle, project, connection.name())
                    .filter(current -> current.id().equals(connection.id()))
                    .isPresent();
            if (!stays) {
                throw ApiException.badArgument("source.connectionName", "The connection was deleted in the meantime.");
            }
        });
        for (StagedFile file : job.source().files()) {
            boolean stays = files.findAndHold(handle, project, file.name())
                    .filter(current -> current.id().equals(file.id()))
                    .isPresent();
            if (!stays) {
                throw ApiException.badArgument(
                        "source.fileList", "The file \"" + file.name() + "\" was deleted in the meantime.");
            }
        }
    }

    /** The table's row is held, so nobody else starts a stream into it now. */
    private void makeWay(Handle handle, User user, JobRequest request, UUID tableId) {
        List<UUID> running = streamsInto(handle, tableId, " FOR UPDATE");
        refuseSecondStream(request, running);
        running.forEach(id -> cancel(handle, user, id));
    }

    private static List<UUID> streamsInto(Handle handle, UUID tableId, String lock) {
        return handle.createQuery("SELECT id FROM jobs WHERE target_table_id = :table"
                        + " AND type = 'streaming' AND desired_status = 'running' AND " + JobStates.NOT_OVER + lock)
                .bind("table", tableId)
                .mapTo(UUID.class)
                .list();
    }

    private static void refuseSecondStream(JobRequest request, List<UUID> running) {
        if (!running.isEmpty() && !request.replaceRunning()) {
            throw ApiException.badArgument(
                    "target.tableName",
                    "The table \"" + request.tableName() + "\" has a streaming job already: " + running.get(0)
                            + ". Cancel it first, or set \"replaceRunning\" to true.");
        }
    }

    private static void insertRow(Handle handle, Project project, User user, JobRequest request, NewJob job) {
        Optional<Connection> connection = job.source().connection();
        handle.createUpdate("INSERT INTO jobs (id, project_id, type, target_table_id, target_table_name, source_type,"
                        + " source_connection_id, source_connection_name, spec, resolved, definition, desired_status,"
                        + " execution_status, health_status, progress, created_by_name, created_by_id, created_at,"
                        + " modified_by_name, modified_by_id, updated_at) VALUES (:id, :project, :type, :tableId,"
                        + " :tableName, :sourceType, CAST(:connectionId AS uuid), :connectionName, :spec, :resolved, :definition,"
                        + " 'running', 'pending', 'ok', 0, :userName, :userId, :at, :userName, :userId, :at)")
                .bind("id", UUID.fromString(job.definition().id()))
                .bind("project", project.id())
                .bind("type", request.type().apiName())
                .bind("tableId", job.tableId())
                .bind("tableName", request.tableName())
                .bind("sourceType", request.source().typeName())
                .bind("connectionId", connection.map(Connection::id).orElse(null))
                .bind("connectionName", connection.map(Connection::name).orElse(null))
                .bind("spec", request.body().toString())
                .bind("resolved", job.echo().toString())
                .bind("definition", new String(MessageJson.write(job.definition()), StandardCharsets.UTF_8))
                .bind("userName", user.username())
                .bind("userId", user.userId())
                .bind("at", job.definition().createdAt())
                .execute();
    }

    private static void insertFiles(Handle handle, NewJob job) {
        for (UUID file :
                job.source().files().stream().map(StagedFile::id).distinct().toList()) {
            handle.createUpdate("INSERT INTO job_files (job_id, file_id) VALUES (:job, :file)")
                    .bind("job", UUID.fromString(job.definition().id()))
                    .bind("file", file)
                    .execute();
        }
    }

    private static void insertWarnings(Handle handle, NewJob job) {
        for (int i = 0; i < job.warnings().size(); i++) {
            handle.createUpdate("INSERT INTO job_logs (job_id, line_id, logged_at, level, message)"
                            + " VALUES (:job, :line, :at, 'warn', :message)")
                    .bind("job", UUID.fromString(job.definition().id()))
                    .bind("line", "submit-" + i)
                    .bind("at", job.definition().createdAt())
                    .bind("message", job.warnings().get(i))
                    .execute();
        }
    }

    private static Optional<SubmittedJob> find(Handle handle, Project project, UUID id, String lock) {
        return handle.createQuery("SELECT " + STATE_COLUMNS
                        + ", spec, resolved FROM jobs WHERE project_id = :project AND id = :id" + lock)
                .bind("project", project.id())
                .bind("id", id)
                .map((row, context) -> toJob(
                        row,
                        RequestJson.parseStored(row.getString("spec")),
                        RequestJson.parseStored(row.getString("resolved"))))
                .findOne();
    }

    static SubmittedJob toJob(ResultSet row, ObjectNode spec, ObjectNode resolved) throws SQLException {
        return new SubmittedJob(
                row.getObject("id", UUID.class),
                row.getString("type"),
                spec,
                resolved,
                row.getString("desired_status"),
                row.getString("execution_status"),
                new SubmittedJob.Health(
                        row.getString("health_status"), row.getString("health_code"), row.getString("health_message")),
                row.getDouble("progress"),
                new User(row.getString("created_by_name"), row.getObject("created_by_id", UUID.class)),
                row.getTimestamp("created_at").toInstant(),
                new User(row.getString("modified_by_name"), row.getObject("modified_by_id", UUID.class)),
                row.getTimestamp("updated_at").toInstant(),
                instant(row.getTimestamp("started_at")),
                instant(row.getTimestamp("completed_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
