package io.millrace.api.auth;

import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Who may see and change which API keys. A caller with {@link Permission#ADMINISTER_API_KEYS} reaches all of them, one
 * with {@link Permission#MANAGE_API_KEYS} the own key and those made with it. Nobody gives away what they do not have.
 */
@Singleton
class ApiKeyDirectory {
    private static final String SELECT =
            "SELECT id, name, description, key_hash, redacted_key, permissions, configured,"
                    + " created_by_name, created_by_id, created_at, modified_by_name, modified_by_id, modified_at FROM api_keys";

    private final Jdbi database;
    private final ApiKeys keys;
    private final int maxCount;
    private final SecureRandom random = new SecureRandom();

    ApiKeyDirectory(Jdbi database, ApiKeys keys, ApiKeySettings settings) {
        this.database = database;
        this.keys = keys;
        this.maxCount = settings.maxCount();
    }

    /** @param secret the key itself, which nobody will see again */
    record NewKey(ApiKey key, String secret) {}

    private record Stored(ApiKey key, byte[] hash) {}

    /** The keys that the caller reaches, oldest first. */
    List<ApiKey> list(Caller caller) {
        List<ApiKey> all = database.withHandle(handle -> handle.createQuery(SELECT + " ORDER BY created_at, id")
                .map((row, context) -> toKey(row))
                .list());
        return all.stream().filter(key -> reaches(caller, key)).toList();
    }

    /** @throws ApiException with 404 if there is no such key, with 403 if the caller does not reach it */
    ApiKey get(Caller caller, UUID id) {
        return database.withHandle(handle -> require(handle, caller, id)).key();
    }

    /** @throws ApiException with 403 if the caller lacks one of the permissions, with 409 if there are too many keys */
    NewKey create(Caller caller, ApiKeyRequest request) {
        String secret = ApiKeyText.generate(random);
        Instant now = now();
        ApiKey key = new ApiKey(
                UUID.randomUUID(),
                request.name(),
                request.description(),
                ApiKeyText.redact(secret),
                request.permissions(),
                caller.user(),
                now,
                caller.user(),
                now,
                false);
        database.useTransaction(handle -> {
            ApiKeys.lock(handle);
            requireHeld(handle, caller, request.permissions());
            requireRoom(handle);
            insert(handle, key, ApiKeyText.hash(secret));
        });
        return new NewKey(key, secret);
    }

    /**
     * Replaces name, description and permissions.
     *
     * @throws ApiException with 404 or 403 as {@link #get}, with 403 if the caller lacks one of the permissions, with 409 if
     *     the key cannot be changed
     */
    ApiKey update(Caller caller, UUID id, ApiKeyRequest request) {
        Stored changed = database.inTransaction(handle -> {
            ApiKeys.lock(handle);
            Stored existing = require(handle, caller, id);
            refuseIfConfigured(existing.key());
            requireHeld(handle, caller, request.permissions());
            if (!request.permissions().contains(Permission.ADMINISTER_API_KEYS)) {
                refuseIfLastAdministrator(handle, existing.key());
            }
            ApiKey key = changed(existing.key(), request, caller.user());
            store(handle, key);
            return new Stored(key, existing.hash());
        });
        keys.forget(changed.hash());
        return changed.key();
    }

    /**
     * Revokes a key: on this replica at once, on the others within {@link ApiKeySettings#cacheTime()}.
     *
     * @throws ApiException with 404 or 403 as {@link #get}, with 409 if the key cannot be deleted
     */
    void delete(Caller caller, UUID id) {
        Stored deleted = database.inTransaction(handle -> {
            ApiKeys.lock(handle);
            Stored existing = require(handle, caller, id);
            refuseIfConfigured(existing.key());
            refuseIfLastAdministrator(handle, existing.key());
            handle.createUpdate("DELETE FROM api_keys WHERE id = :id")
                    .bind("id", id)
                    .execute();
            return existing;
        });
        keys.forget(deleted.hash());
    }

    static ApiException unknown(String id) {
        return ApiException.notFound("There is no API key with the id \"" + id + "\".");
    }

    private static boolean reaches(Caller caller, ApiKey key) {
        return caller.permissions().contains(Permission.ADMINISTER_API_KEYS) || key.belongsTo(caller);
    }

    private static Stored require(Handle handle, Caller caller, UUID id) {
        Stored stored = find(handle, id).orElseThrow(() -> unknown(id.toString()));
        if (!reaches(caller, stored.key())) {
            throw ApiException.of(
                    ApiErrorCode.PERMISSION_DENIED,
                    "The API key lacks the permission AdministerApiKeys, which keys need that were made with another one.");
        }
        return stored;
    }

    /** Asks the database: a key that was revoked on another replica must not make a new one in its last seconds. */
    private static void requireHeld(Handle handle, Caller caller, Set<Permission> wanted) {
        Stored own = find(handle, caller.user().userId())
                .orElseThrow(() -> ApiException.of(
                        ApiErrorCode.INVALID_AUTHENTICATION, "The API key has been revoked meanwhile."));
        Set<Permission> missing = EnumSet.noneOf(Permission.class);
        missing.addAll(wanted);
        missing.removeAll(own.key().permissions());
        if (!missing.isEmpty()) {
            throw ApiException.of(
                    ApiErrorCode.PERMISSION_DENIED,
                    "An API key can only give permissions that it has itself; this one lacks "
                            + String.join(", ", Permission.apiNames(missing)) + ".");
        }
    }

    private void requireRoom(Handle handle) {
        int count = handle.createQuery("SELECT count(*) FROM api_keys")
                .mapTo(Integer.class)
                .one();
        if (count >= maxCount) {
            throw ApiException.conflict("There are " + count + " API keys, and at most " + maxCount
                    + " are allowed (millrace.api-keys.max-count). Delete one first.");
        }
    }

    private static void refuseIfConfigured(ApiKey key) {
        if (key.configured()) {
            throw ApiException.conflict("The key \"" + key.name() + "\" comes from the service's configuration"
                    + " (millrace.api.admin-key). Change it there and start the service again.");
        }
    }

    private static void refuseIfLastAdministrator(Handle handle, ApiKey key) {
        if (!key.permissions().contains(Permission.ADMINISTER_API_KEYS)) {
            return;
        }
        int others = handle.createQuery(
                        "SELECT count(*) FROM api_keys WHERE id <> :id AND :administer = ANY (permissions)")
                .bind("id", key.id())
                .bind("administer", Permission.ADMINISTER_API_KEYS.apiName())
                .mapTo(Integer.class)
                .one();
        if (others == 0) {
            throw ApiException.conflict("The key \"" + key.name() + "\" is the last one with the permission"
                    + " AdministerApiKeys. Give that to another key first.");
        }
    }

    private static ApiKey changed(ApiKey key, ApiKeyRequest request, User user) {
        return new ApiKey(
                key.id(),
                request.name(),
                request.description(),
                key.redactedKey(),
                request.permissions(),
                key.createdBy(),
                key.createdAt(),
                user,
                now(),
                key.configured());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static Optional<Stored> find(Handle handle, UUID id) {
        return handle.createQuery(SELECT + " WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> new Stored(toKey(row), row.getBytes("key_hash")))
                .findOne();
    }

    private static void insert(Handle handle, ApiKey key, byte[] hash) {
        handle.createUpdate(
                        "INSERT INTO api_keys (id, name, description, key_hash, redacted_key, permissions, configured,"
                                + " created_by_name, created_by_id, created_at, modified_by_name, modified_by_id, modified_at)"
                                + " VALUES (:id, :name, :description, :hash, :redacted, :permissions, false, :userName, :userId,"
                                + " :at, :userName, :userId, :at)")
                .bind("id", key.id())
                .bind("name", key.name())
                .bind("description", key.description())
                .bind("hash", hash)
                .bind("redacted", key.redactedKey())
                .bindArray("permissions", String.class, Permission.apiNames(key.permissions()))
                .bind("userName", key.createdBy().username())
                .bind("userId", key.createdBy().userId())
                .bind("at", key.createdAt())
                .execute();
    }

    private static void store(Handle handle, ApiKey key) {
        handle.createUpdate("UPDATE api_keys SET name = :name, description = :description, permissions = :permissions,"
                        + " modified_by_name = :userName, modified_by_id = :userId, modified_at = :at WHERE id = :id")
                .bind("id", key.id())
                .bind("name", key.name())
                .bind("description", key.description())
                .bindArray("permissions", String.class, Permission.apiNames(key.permissions()))
                .bind("userName", key.modifiedBy().username())
                .bind("userId", key.modifiedBy().userId())
                .bind("at", key.modifiedAt())
                .execute();
    }

    private static ApiKey toKey(ResultSet row) throws SQLException {
        return new ApiKey(
                row.getObject("id", UUID.class),
                row.getString("name"),
                Optional.ofNullable(row.getString("description")),
                row.getString("redacted_key"),
                ApiKeys.permissions(row),
                new User(row.getString("created_by_name"), row.getObject("created_by_id", UUID.class)),
                row.getTimestamp("created_at").toInstant(),
                new User(row.getString("modified_by_name"), row.getObject("modified_by_id", UUID.class)),
                row.getTimestamp("modified_at").toInstant(),
                row.getBoolean("configured"));
    }
}
