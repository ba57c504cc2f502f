package io.millrace.api.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.millrace.api.connections.Connection;
import io.millrace.api.connections.ConnectionType;
import io.millrace.api.connections.Connections;
import io.millrace.api.errors.ApiException;
import io.millrace.api.kafka.Broker;
import io.millrace.api.projects.Project;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The topics behind push connections. */
@Singleton
class PushTopics {
    private final Connections connections;
    private final Broker broker;
    /** Spares a look-up for each push; a deleted connection takes pushes for so long at the most. */
    private final Cache<Key, String> recent = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(2))
            .build();

    private record Key(Project project, String connectionName) {}

    PushTopics(Connections connections, Broker broker) {
        this.connections = connections;
        this.broker = broker;
    }

    /** @throws ApiException with 404 if there is no such connection, 400 if it is not one to push to */
    String topicOf(Project project, String connectionName) {
        return recent.get(new Key(project, connectionName), key -> find(project, connectionName));
    }

    private String find(Project project, String connectionName) {
        Connection connection =
                connections.find(project, connectionName).orElseThrow(() -> Connections.unknown(connectionName));
        if (connection.type() != ConnectionType.PUSH_STREAMING) {
            throw ApiException.badArgument(
                    "connectionName",
                    "Connection \"" + connectionName + "\" is of type "
                            + connection.type().apiName()
                            + "; events can be pushed to connections of type "
                            + ConnectionType.PUSH_STREAMING.apiName() + ".");
        }
        return broker.topics().events(project.id().toString(), connection.id().toString());
    }
}
