package io.millrace.api.connections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.auth.User;
import java.time.Instant;
import java.util.UUID;

/**
 * A named source.
 *
 * @param payload what the API shows of its own fields
 * @param secrets what it never shows; may be none
 */
public record Connection(
        UUID id,
        String name,
        ConnectionType type,
        ObjectNode payload,
        ConnectionSecrets secrets,
        User submittedBy,
        Instant submittedAt,
        User modifiedBy,
        Instant modifiedAt) {

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "Connection[id=" + id + ", name=" + name + ", type=" + type.apiName() + "]";
    }
}
