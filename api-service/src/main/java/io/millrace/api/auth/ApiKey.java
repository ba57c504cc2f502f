package io.millrace.api.auth;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What is known of an API key; the key itself is not.
 *
 * @param configured whether it is the administrator's key of the service's configuration
 */
record ApiKey(
        UUID id,
        String name,
        Optional<String> description,
        String redactedKey,
        Set<Permission> permissions,
        User createdBy,
        Instant createdAt,
        User modifiedBy,
        Instant modifiedAt,
        boolean configured) {
    ApiKey {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(description);
        requireNonNull(redactedKey);
        permissions = Set.copyOf(permissions);
        requireNonNull(createdBy);
        requireNonNull(createdAt);
        requireNonNull(modifiedBy);
        requireNonNull(modifiedAt);
    }

    /** Whether this key is the one that the caller uses, or was made with it. */
    boolean belongsTo(Caller caller) {
        UUID callerId = caller.user().userId();
        return id.equals(callerId) || createdBy.userId().equals(callerId);
    }
}
