package io.millrace.api.connections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.auth.User;
import io.millrace.api.database.JobStates;
import io.millrace.api.database.Violations;
import io.millrace.api.errors.ApiException;
import io.millrace.api.errors.NearestName;
import io.millrace.api.json.RequestJson;
import io.millrace.api.kafka.Broker;
import io.millrace.api.projects.Project;
import io.millrace.messages.secrets.SecretCipher;
import io.millrace.messages.secrets.UnreadableSecretException;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** The connections of all projects. A push connection has a topic of its own. */
@Singleton
public class Connections {
    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final String SELECT = "SELECT id, name, type, payload, secrets, submitted_by_name, submitted_by_id,"
            + " submitted_at, modified_by_name, modified_by_id, modified_at FROM connections"
            + " WHERE project_id = :project";

    private final Jdbi database;
    private final Broker broker;
    private final SecretCipher cipher;

    public Connections(Jdbi database, Broker broker, SecretCipher cipher) {
        this.database = database;
        this.broker = broker;
        this.cipher = cipher;
    }

    public Optional<Connection> find(Project project, String name) {
        return database.withHandle(handle -> find(handle, project, name, ""));
    }

    /** The same in a running transaction, which keeps the connection from being deleted until it ends. */
    public Optional<Connection> findAndHold(Handle transaction, Project project, String name) {
        return find(transaction, project, name, " FOR SHARE");
    }

    /** Names of connections, for a hint at the one that was meant; of very many, some. */
    public List<String> names(Project project) {
        return database.withHandle(handle -> handle.createQuery(
                        "SELECT name FROM connections WHERE project_id = :project ORDER BY name LIMIT :most")
                .bind("project", project.id())
                .bind("most", NearestName.MOST_CANDIDATES)
                .mapTo(String.class)
                .list());
    }

    List<Connection> list(Project project) {
        return database.withHandle(handle -> handle.createQuery(SELECT + " ORDER BY name")
                .bind("project", project.id())
                .map((row, context) -> toConnection(row))
                .list());
    }

    /** @throws ApiException with 409 if the name is taken */
    Connection create(Project project, User user, ConnectionRequest request) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        UUID id = UUID.randomUUID();
        Connection connection = new Connection(
                id,
                request.name(),
                request.type(),
                request.payload(),
                ConnectionSecrets.encrypt(id, request.secrets(), cipher),
                user,
                now,
                user,
                now);
        try {
            database.useTransaction(handle -> {
                insert(handle, project, connection);
                if (connection.type() == ConnectionType.PUSH_STREAMING) {
                    broker.ensureTopics(List.of(broker.topics()
                            .eventsSpec(project.id().toString(), connection.id().toString())));
                }
            });
        } catch (JdbiException e) {
            if (Violations.isDuplicate(e)) {
                throw ApiException.conflict("There is a connection named \"" + request.name()
                        + "\" already. Delete it first or choose another name.");
            }
            throw e;
        }
        return connection;
    }

    /** @throws ApiException with 404 if there is no such connection, with 400 if it cannot be changed so */
    Connection change(Project project, User user, String name, ObjectNode body, EndpointPolicy endpoints) {
        return database.inTransaction(handle -> {
            Connection existing = find(handle, project, name, " FOR UPDATE").orElseThrow(() -> unknown(name));
            ConnectionRequest request = ConnectionRequest.change(existing, body, endpoints);
            Connection changed = new Connection(
                    existing.id(),
                    existing.name(),
                    existing.type(),
                    request.payload(),
                    ConnectionSecrets.encrypt(existing.id(), request.secrets(), cipher),
                    existing.submittedBy(),
                    existing.submittedAt(),
                    user,
                    Instant.now().truncatedTo(ChronoUnit.SECONDS));
            update(handle, changed);
            return changed;
        });
    }

    /**
     * Deletes a connection and its topic. If the topic cannot be deleted the connection stays, so that this can be repeated.
     *
     * @throws ApiException with 404 if there is no such connection, with 400 if a job still reads it
     */
    void delete(Project project, String name) {
        database.useTransaction(handle -> {
            Connection existing = find(handle, project, name, " FOR UPDATE").orElseThrow(() -> unknown(name));
            refuseIfInUse(handle, existing);
            handle.createUpdate("DELETE FROM connections WHERE id = :id")
                    .bind("id", existing.id())
                    .execute();
            if (existing.type() == ConnectionType.PUSH_STREAMING) {
                broker.deleteTopic(broker.topics()
                        .events(project.id().toString(), existing.id().toString()));
            }
        });
    }

    /**
     * Encrypts anew what is not encrypted with the key that encrypts now, so that an old key is of no use once all
     * replicas have started with the new one. What cannot be decrypted stays as it is.
     */
    void encryptWithCurrentKey() {
        List<ConnectionSecrets> all = database.withHandle(handle -> handle.createQuery(
                        "SELECT id, secrets FROM connections WHERE secrets <> '{}'")
                .map((row, context) ->
                        ConnectionSecrets.stored(row.getObject("id", UUID.class), row.getString("secrets"), cipher))
                .list());
        all.stream().filter(secrets -> !secrets.areCurrent()).forEach(this::encryptWithCurrentKey);
    }

    private void encryptWithCurrentKey(ConnectionSecrets secrets) {
        try {
            String renewed = secrets.renewed().stored();
            // A change of the connection in the meantime is newer than what was read here.
            database.useHandle(handle -> handle.createUpdate(
                            "UPDATE connections SET secrets = :renewed WHERE id = :id AND secrets = :old")
                    .bind("renewed", renewed)
                    .bind("id", secrets.connection())
                    .bind("old", secrets.stored())
                    .execute());
        } catch (UnreadableSecretException e) {
            LOG.warn(e.getMessage());
        }
    }

    public static ApiException unknown(String name) {
        return ApiException.notFound("There is no connection named \"" + name + "\".");
    }

    private static void refuseIfInUse(Handle handle, Connection connection) {
        List<UUID> jobs = handle.createQuery(
                        "SELECT id FROM jobs WHERE source_connection_id = :connection" + " AND " + JobStates.NOT_OVER)
                .bind("connection", connection.id())
                .mapTo(UUID.class)
                .list();
        if (!jobs.isEmpty()) {
            throw ApiException.badArgument(
                    "name",
                    "The connection \"" + connection.name() + "\" is in use by job " + jobs.get(0)
                            + ". Cancel it first and wait until it has ended.");
        }
    }

    private Optional<Connection> find(Handle handle, Project project, String name, String lock) {
        return handle.createQuery(SELECT + " AND name = :name" + lock)
                .bind("project", project.id())
                .bind("name", name)
                .map((row, context) -> toConnection(row))
                .findOne();
    }

    private static void insert(Handle handle, Project project, Connection connection) {
        handle.createUpdate("INSERT INTO connections (id, project_id, name, type, payload, secrets, submitted_by_name,"
                        + " submitted_by_id, submitted_at, modified_by_name, modified_by_id, modified_at) VALUES (:id,"
                        + " :project, :name, :type, :payload, :secrets, :userName, :userId, :at, :userName, :userId,"
                        + " :at)")
                .bind("id", connection.id())
                .bind("project", project.id())
                .bind("name", connection.name())
                .bind("type", connection.type().apiName())
                .bind("payload", connection.payload().toString())
                .bind("secrets", connection.secrets().stored())
                .bind("userName", connection.submittedBy().username())
                .bind("userId", connection.submittedBy().userId())
                .bind("at", connection.submittedAt())
                .execute();
    }

    private static void update(Handle handle, Connection connection) {
        handle.createUpdate("UPDATE connections SET payload = :payload, secrets = :secrets,"
                        + " modified_by_name = :userName, modified_by_id = :userId, modified_at = :at WHERE id = :id")
                .bind("id", connection.id())
                .bind("payload", connection.payload().toString())
                .bind("secrets", connection.secrets().stored())
                .bind("userName", connection.modifiedBy().username())
                .bind("userId", connection.modifiedBy().userId())
                .bind("at", connection.modifiedAt())
                .execute();
    }

    private Connection toConnection(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        String type = row.getString("type");
        return new Connection(
                id,
                row.getString("name"),
                ConnectionType.ofApiName(type).orElseThrow(() -> new IllegalStateException("Stored type " + type)),
                RequestJson.parseStored(row.getString("payload")),
                ConnectionSecrets.stored(id, row.getString("secrets"), cipher),
                new User(row.getString("submitted_by_name"), row.getObject("submitted_by_id", UUID.class)),
                row.getTimestamp("submitted_at").toInstant(),
                new User(row.getString("modified_by_name"), row.getObject("modified_by_id", UUID.class)),
                row.getTimestamp("modified_at").toInstant());
    }
}
