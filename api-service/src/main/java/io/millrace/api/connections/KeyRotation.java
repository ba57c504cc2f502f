package io.millrace.api.connections;

import io.millrace.api.startup.ServiceReady;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Brings the stored secrets to the key that encrypts now, once at each start. */
@Singleton
class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);

    private final Connections connections;

    KeyRotation(Connections connections) {
        this.connections = connections;
    }

    void run(@Observes ServiceReady ready) {
        try {
            connections.encryptWithCurrentKey();
        } catch (RuntimeException e) {
            LOG.warn("Secrets could not be brought to the current key; the next start tries again", e);
        }
    }
}
