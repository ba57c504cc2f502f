package io.millrace.api.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.RealStack;
import io.millrace.api.errors.ApiException;
import io.millrace.api.startup.StartupState;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas on one database. */
@QuarkusTest
@WithTestResource(RealStack.class)
class RevocationIT {
    @Inject
    Jdbi database;

    @Inject
    ApiKeySettings settings;

    @Inject
    ApiKeys keys;

    @Inject
    ApiKeyDirectory directory;

    @Inject
    StartupState startup;

    @BeforeEach
    void awaitReady() {
        Awaitility.await("readiness").until(() -> startup.waitingFor().isEmpty());
    }

    @Test
    void aKeyRevokedOnOneReplicaEndsOnTheOtherWithinTheCacheTime() {
        Caller administrator = authenticated(keys, RealStack.ADMIN_KEY);
        ApiKeyDirectory.NewKey made = directory.create(administrator, request("revoked", Permission.MANAGE_API_KEYS));
        ApiKeys otherReplica = new ApiKeys(database, settings);
        Caller seenByTheOther = authenticated(otherReplica, made.secret());

        directory.delete(administrator, made.key().id());

        assertThat(keys.authenticate("Basic " + made.secret())).isEmpty();
        assertThatThrownBy(() -> new ApiKeyDirectory(database, otherReplica, settings)
                        .create(seenByTheOther, request("last deed", Permission.MANAGE_API_KEYS)))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("revoked");
        Awaitility.await("the other replica notices")
                .atMost(settings.cacheTime().plus(Duration.ofSeconds(1)))
                .until(() -> otherReplica.authenticate("Basic " + made.secret()).isEmpty());
    }

    @Test
    void aConfiguredKeyThatIsNoLongerConfiguredBecomesAnOrdinaryOne() {
        Caller administrator = authenticated(keys, RealStack.ADMIN_KEY);

        keys.ensureAdministrator(Optional.empty());
        boolean afterwards =
                directory.get(administrator, administrator.user().userId()).configured();
        keys.ensureAdministrator(Optional.of(RealStack.ADMIN_KEY));

        Caller again = authenticated(new ApiKeys(database, settings), RealStack.ADMIN_KEY);
        assertThat(afterwards).isFalse();
        assertThat(directory.get(again, again.user().userId()).configured()).isTrue();
    }

    private static Caller authenticated(ApiKeys replica, String key) {
        return replica.authenticate("Basic " + key).orElseThrow();
    }

    private static ApiKeyRequest request(String name, Permission permission) {
        return new ApiKeyRequest(name, Optional.empty(), Set.of(permission));
    }
}
