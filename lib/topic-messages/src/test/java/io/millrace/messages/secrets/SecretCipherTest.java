package io.millrace.messages.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCipherTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY pässword 🐧";
    private static final String OWNER = "job 6d1c9c3e";
    private static final String OLD = "2025:" + base64Key(1);
    private static final String NEW = "2026:" + base64Key(2);

    private final SecretCipher cipher = SecretCipher.of(OLD);

    @ParameterizedTest
    @ValueSource(strings = {SECRET, "", "v1:2025:AAAA"})
    void whatIsEncryptedReadsBack(String secret) {
        String encrypted = cipher.encrypt(secret, OWNER);

        assertThat(encrypted).startsWith("v1:2025:");
        assertThat(cipher.isEncrypted(encrypted)).isTrue();
        assertThat(cipher.decrypt(encrypted, OWNER)).isEqualTo(secret);
    }

    @Test
    void noTwoTextsOfOneSecretAreAlike() {
        assertThat(cipher.encrypt(SECRET, OWNER)).isNotEqualTo(cipher.encrypt(SECRET, OWNER));
    }

    @Test
    void theFirstKeyEncryptsAndEveryKeyDecrypts() {
        String before = cipher.encrypt(SECRET, OWNER);
        SecretCipher rotated = SecretCipher.of(NEW + ", " + OLD);

        String after = rotated.encrypt(SECRET, OWNER);

        assertThat(after).startsWith("v1:2026:");
        assertThat(rotated.decrypt(before, OWNER)).isEqualTo(SECRET);
        assertThat(rotated.decrypt(after, OWNER)).isEqualTo(SECRET);
        assertThat(rotated.isCurrent(after)).isTrue();
        assertThat(rotated.isCurrent(before)).isFalse();
    }

    @Test
    void aKeyThatIsNotConfiguredIsNamedAndNothingElse() {
        String encrypted = cipher.encrypt(SECRET, OWNER);

        assertThatThrownBy(() -> SecretCipher.of(NEW).decrypt(encrypted, OWNER))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining("\"2025\"")
                .hasMessageContaining("millrace.secrets.keys")
                .hasMessageContaining(OWNER)
                .hasMessageNotContaining(encrypted.substring("v1:2025:".length()));
    }

    @Test
    void anotherKeyOfTheSameNameDecryptsNothing() {
        String encrypted = cipher.encrypt(SECRET, OWNER);

        assertUnreadable(SecretCipher.of("2025:" + base64Key(3)), encrypted, OWNER);
    }

    @Test
    void aSecretOfOneOwnerIsNotReadAsAnothers() {
        assertUnreadable(cipher, cipher.encrypt(SECRET, OWNER), "job 7e2d0d4f");
    }

    @Test
    void aTextChangedAnywhereIsRefused() {
        String encrypted = cipher.encrypt(SECRET, OWNER);
        int head = "v1:2025:".length();
        byte[] body = Base64.getDecoder().decode(encrypted.substring(head));
        for (int i = 0; i < body.length; i++) {
            byte[] changed = body.clone();
            changed[i] ^= 1;
            assertUnreadable(
                    cipher, encrypted.substring(0, head) + Base64.getEncoder().encodeToString(changed), OWNER);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"v1:2025:AAAA", "v1:2025:A", "v1:2025:AAAAAAAAAAAAAAAA", "v1:2025:", "plain", "", "v2:2025:AAAA"
            })
    void whatIsNoEncryptedTextIsRefused(String text) {
        assertUnreadable(cipher, text, OWNER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void withoutAKeyTheMessageSaysHowToMakeOne(String keys) {
        assertThatThrownBy(() -> SecretCipher.of(keys))
                .hasMessageContaining("millrace.secrets.keys")
                .hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void aMalformedKeyIsRefusedByItsPlaceWithoutShowingIt() {
        assertInvalid(OLD + "," + base64Key(2), "Key 2", base64Key(2));
        assertInvalid(OLD + ",", "Key 2", base64Key(1));
        assertInvalid("a:c2VjcmV0", "Key 1 of millrace.secrets.keys has 6 bytes", "c2VjcmV0");
        assertInvalid("a:not*base64", "not base64", "not*base64");
        assertInvalid(OLD + "," + OLD, "\"2025\" of an earlier one", base64Key(1));
    }

    @Test
    void itsTextTellsTheIdsOnly() {
        assertThat(SecretCipher.of(NEW + "," + OLD)).hasToString("SecretCipher[2026, 2025]");
    }

    private static void assertInvalid(String keys, String message, String key) {
        assertThatThrownBy(() -> SecretCipher.of(keys))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining(key)
                .hasNoCause();
    }

    private static void assertUnreadable(SecretCipher cipher, String text, String owner) {
        assertThatThrownBy(() -> cipher.decrypt(text, owner))
                .isInstanceOf(UnreadableSecretException.class)
                .hasMessageContaining(owner)
                .hasMessageNotContaining(SECRET);
    }

    private static String base64Key(int fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }
}
