package io.millrace.api.connections;

import io.millrace.api.errors.ApiException;
import io.millrace.messages.secrets.UnreadableSecretException;
import io.millrace.model.S3Location;
import io.millrace.objects.ObjectStore;
import io.millrace.objects.S3ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Finds out whether a connection leads anywhere. */
@Singleton
public class ConnectionProbe {
    private static final Logger LOG = Logger.getLogger(ConnectionProbe.class);

    private final EndpointPolicy endpoints;

    public ConnectionProbe(EndpointPolicy endpoints) {
        this.endpoints = endpoints;
    }

    /** @throws ApiException with 400 and the reason, if it does not */
    void run(Connection connection) {
        switch (connection.type()) {
            case PUSH_STREAMING -> {
                // Its topic was made with it, and the gateway answers for every push itself.
            }
            case S3 -> listOneObject(connection);
        }
    }

    private void listOneObject(Connection connection) {
        S3Location location = location(connection);
        endpoints.objection(location.endpoint()).ifPresent(objection -> {
            throw failed(connection, "the endpoint " + objection);
        });
        if (S3Access.needsRole(connection)) {
            throw failed(connection, "assuming a role is not supported yet. Give it secrets of type access_key.");
        }
        try (ObjectStore store = S3ObjectStore.open(location)) {
            boolean any = store.list(location.prefix()).hasNext();
            LOG.debugf("Connection %s works; has objects: %s", connection.name(), any);
        } catch (IOException | RuntimeException e) {
            throw failed(connection, String.valueOf(e.getMessage()));
        }
    }

    private static S3Location location(Connection connection) {
        try {
            return S3Access.location(connection);
        } catch (UnreadableSecretException e) {
            throw failed(connection, String.valueOf(e.getMessage()));
        }
    }

    private static ApiException failed(Connection connection, String reason) {
        return ApiException.badArgument(
                "name", "The connection \"" + connection.name() + "\" does not work: " + reason);
    }
}
