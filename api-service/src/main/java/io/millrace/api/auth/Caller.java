package io.millrace.api.auth;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/** Who sent the request and what they may do. */
public record Caller(User user, Set<Permission> permissions) {
    public Caller {
        requireNonNull(user);
        permissions = Set.copyOf(permissions);
    }
}
