package io.millrace.api.auth;

import static java.util.Objects.requireNonNull;

import java.util.UUID;

/** Who did something, as every resource of the API shows it. */
public record User(String username, UUID userId) {
    public User {
        requireNonNull(username);
        requireNonNull(userId);
    }
}
