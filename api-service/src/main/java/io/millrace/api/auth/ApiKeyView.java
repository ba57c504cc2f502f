package io.millrace.api.auth;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key in an answer (contract, section 1).
 *
 * @param apiKey the key itself; only the answer to its creation has it
 */
record ApiKeyView(
        UUID id,
        String name,
        @Nullable String description,
        @Nullable String apiKey,
        String redactedApiKey,
        List<String> permissions,
        User createdBy,
        String createdOn,
        User lastModifiedBy,
        String lastModifiedOn) {

    static ApiKeyView of(ApiKey key) {
        return of(key, null);
    }

    static ApiKeyView of(ApiKey key, @Nullable String apiKey) {
        return new ApiKeyView(
                key.id(),
                key.name(),
                key.description().orElse(null),
                apiKey,
                key.redactedKey(),
                Permission.apiNames(key.permissions()),
                key.createdBy(),
                seconds(key.createdAt()),
                key.modifiedBy(),
                seconds(key.modifiedAt()));
    }

    private static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
