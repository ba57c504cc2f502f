package io.millrace.api.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.json.RequestJson;
import io.millrace.messages.secrets.SecretCipher;
import io.millrace.messages.secrets.UnreadableSecretException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ConnectionSecretsTest {
    private static final UUID ZOO = UUID.fromString("0b8f5c1e-6a0f-4a39-9d7c-3a1f0e6f7a11");
    private static final ObjectNode VALUES = RequestJson.newObject().put("accessKeySecret", "open sesame");
    private static final String OLD_KEY = "old:" + "A".repeat(43) + "=";
    private static final String NEW_KEY = "new:" + "B".repeat(43) + "=";

    private final SecretCipher before = SecretCipher.of(OLD_KEY);
    private final SecretCipher after = SecretCipher.of(NEW_KEY + "," + OLD_KEY);

    @Test
    void theyAreStoredEncryptedAndReadBack() {
        String stored = ConnectionSecrets.encrypt(ZOO, VALUES, before).stored();

        assertThat(stored).contains("v1:old:").doesNotContain("sesame");
        ConnectionSecrets read = ConnectionSecrets.stored(ZOO, stored, before);
        assertThat(read.value("accessKeySecret")).contains("open sesame");
        assertThat(read.values()).isEqualTo(VALUES);
        assertThat(read.has("another")).isFalse();
        assertThat(read.value("another")).isEmpty();
        assertThat(read.toString()).doesNotContain("sesame", "v1:");
    }

    @Test
    void thoseOfOneConnectionAreNoOthers() {
        String stored = ConnectionSecrets.encrypt(ZOO, VALUES, before).stored();

        assertThatThrownBy(() -> ConnectionSecrets.stored(UUID.randomUUID(), stored, before)
                        .values())
                .isInstanceOf(UnreadableSecretException.class);
    }

    @Test
    void thoseOfAnOldKeyAreRenewedWithTheNewOne() {
        ConnectionSecrets old = ConnectionSecrets.stored(
                ZOO, ConnectionSecrets.encrypt(ZOO, VALUES, before).stored(), after);

        ConnectionSecrets renewed = old.renewed();

        assertThat(old.areCurrent()).isFalse();
        assertThat(renewed.areCurrent()).isTrue();
        assertThat(ConnectionSecrets.stored(ZOO, renewed.stored(), SecretCipher.of(NEW_KEY))
                        .values())
                .isEqualTo(VALUES);
    }

    @Test
    void thoseFromBeforeThereWasEncryptionAreEncrypted() {
        ConnectionSecrets plain = ConnectionSecrets.stored(ZOO, VALUES.toString(), before);

        assertThat(plain.areCurrent()).isFalse();
        assertThatThrownBy(plain::values).isInstanceOf(UnreadableSecretException.class);
        assertThat(plain.renewed().stored()).contains("v1:old:").doesNotContain("sesame");
        assertThat(plain.renewed().values()).isEqualTo(VALUES);
    }

    @Test
    void noneAreCurrentWithAnyKey() {
        assertThat(ConnectionSecrets.stored(ZOO, "{}", after).areCurrent()).isTrue();
    }
}
