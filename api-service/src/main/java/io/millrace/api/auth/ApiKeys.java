package io.millrace.api.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The API keys. The database holds hashes only. */
@Singleton
public class ApiKeys {
    private static final Logger LOG = Logger.getLogger(ApiKeys.class);
    private static final int SHORT_KEY = 20;

    private final Jdbi database;
    private final Cache<String, Caller> recentlySeen;

    ApiKeys(Jdbi database, ApiKeySettings settings) {
        this.database = database;
        this.recentlySeen = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(settings.cacheTime())
                .build();
    }

    /** Whose header this is; empty if it holds no valid key. */
    Optional<Caller> authenticate(String authorizationHeader) {
        return AuthorizationHeader.candidateKeys(authorizationHeader).stream()
                .flatMap(key -> callerOf(key).stream())
                .findFirst();
    }

    /**
     * Makes the administrator's key: the configured one, whose changes so take effect at the next start; without one, a
     * generated key at the very first start, which is logged this one time. A key that was configured once and is no
     * longer becomes a key like others.
     */
    public void ensureAdministrator(Optional<String> configuredKey) {
        if (configuredKey.isPresent()) {
            configure(configuredKey.get());
            return;
        }
        String generated = ApiKeyText.generate(new SecureRandom());
        if (insertIfNoKeys(generated)) {
            LOG.infof("Made the first administrator key, shown only now: %s", generated);
        }
    }

    private void configure(String key) {
        if (key.length() < SHORT_KEY) {
            LOG.warnf("millrace.api.admin-key is shorter than %d characters: easy to guess.", SHORT_KEY);
        }
        database.useTransaction(handle -> {
            lock(handle);
            handle.createUpdate("DELETE FROM api_keys WHERE key_hash = :hash AND NOT configured"
                            + " AND EXISTS (SELECT 1 FROM api_keys WHERE configured)")
                    .bind("hash", ApiKeyText.hash(key))
                    .execute();
            int changed = handle.createUpdate("UPDATE api_keys SET key_hash = :hash, redacted_key = :redacted,"
                            + " permissions = :permissions, modified_at = CASE WHEN key_hash = :hash THEN modified_at"
                            + " ELSE :now END, configured = true WHERE configured OR key_hash = :hash")
                    .bind("hash", ApiKeyText.hash(key))
                    .bind("redacted", ApiKeyText.redact(key))
                    .bindArray("permissions", String.class, allPermissions())
                    .bind("now", Instant.now())
                    .execute();
            if (changed == 0) {
                insert(handle, key, true);
            }
        });
    }

    private boolean insertIfNoKeys(String key) {
        return database.inTransaction(handle -> {
            lock(handle);
            handle.execute("UPDATE api_keys SET configured = false WHERE configured");
            int keys = handle.createQuery("SELECT count(*) FROM api_keys")
                    .mapTo(Integer.class)
                    .one();
            if (keys > 0) {
                return false;
            }
            insert(handle, key, false);
            return true;
        });
    }

    /** Keeps other writers away until the transaction ends: replicas that count keys at once must not both find room. */
    static void lock(Handle handle) {
        handle.execute("LOCK TABLE api_keys IN SHARE ROW EXCLUSIVE MODE");
    }

    private static void insert(Handle handle, String key, boolean configured) {
        handle.createUpdate(
                        "INSERT INTO api_keys (id, name, key_hash, redacted_key, permissions, configured, created_at,"
                                + " modified_at) VALUES (:id, 'administrator', :hash, :redacted, :permissions,"
                                + " :configured, :now, :now)")
                .bind("id", UUID.randomUUID())
                .bind("hash", ApiKeyText.hash(key))
                .bind("redacted", ApiKeyText.redact(key))
                .bindArray("permissions", String.class, allPermissions())
                .bind("configured", configured)
                .bind("now", Instant.now())
                .execute();
    }

    private static List<String> allPermissions() {
        return Permission.apiNames(Permission.all());
    }

    /** What is known of a key no longer holds. Waits for a look-up that is under way, so that this one is forgotten too. */
    void forget(byte[] hash) {
        recentlySeen.invalidate(cacheKey(hash));
    }

    private Optional<Caller> callerOf(String key) {
        byte[] hash = ApiKeyText.hash(key);
        return Optional.ofNullable(recentlySeen.get(cacheKey(hash), unseen -> load(hash)));
    }

    /** Null, which is not kept, if there is no such key: one that is made on another replica works at once. */
    private @Nullable Caller load(byte[] hash) {
        return database.withHandle(handle -> select(handle, hash)).orElse(null);
    }

    private static String cacheKey(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static Optional<Caller> select(Handle handle, byte[] hash) {
        return handle.createQuery("SELECT id, redacted_key, permissions, key_hash FROM api_keys WHERE key_hash = :hash")
                .bind("hash", hash)
                .map((row, context) -> new StoredKey(row.getBytes("key_hash"), toCaller(row)))
                .findOne()
                .filter(stored -> MessageDigest.isEqual(stored.hash(), hash))
                .map(StoredKey::caller);
    }

    private static Caller toCaller(ResultSet row) throws SQLException {
        User user = new User("api-key-" + row.getString("redacted_key"), row.getObject("id", UUID.class));
        return new Caller(user, permissions(row));
    }

    /** The permissions of a row. Names that only a later version knows mean nothing here. */
    static Set<Permission> permissions(ResultSet row) throws SQLException {
        String[] names = (String[]) row.getArray("permissions").getArray();
        return Arrays.stream(names)
                .flatMap(name -> Permission.ofApiName(name).stream())
                .collect(Collectors.toSet());
    }

    private record StoredKey(byte[] hash, Caller caller) {}
}
