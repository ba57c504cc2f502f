package io.millrace.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {
    private static final String KEY = "pok_A1b2C3d4E5f6G7h8I9j0>?ÿ";

    @Test
    void aKeyAsUserNameWithAnEmptyPasswordIsDecodedFromEitherAlphabet() {
        byte[] user = (KEY + ":").getBytes(StandardCharsets.UTF_8);

        assertThat(first("Basic " + Base64.getEncoder().encodeToString(user))).isEqualTo(KEY);
        assertThat(first("Basic " + Base64.getUrlEncoder().withoutPadding().encodeToString(user)))
                .isEqualTo(KEY);
    }

    @Test
    void aPasswordBesideTheKeyDoesNotMatter() {
        assertThat(first("Basic " + encoded("pok_x:whatever:it is"))).isEqualTo("pok_x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic pok_raw", "Basic pok_raw:", "basic   pok_raw ", "Bearer pok_raw", "BEARER pok_raw"})
    void aRawKeyIsTakenAsItIs(String header) {
        assertThat(AuthorizationHeader.candidateKeys(header)).containsExactly("pok_raw");
    }

    @Test
    void aRawKeyThatHappensToBeBase64StaysACandidate() {
        String rawAndValid = encoded("ab:cd");

        assertThat(AuthorizationHeader.candidateKeys("Basic " + rawAndValid)).containsExactly("ab", rawAndValid);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "Basic ", "pok_without_scheme", "Digest pok_x", "Basic :"})
    void anythingElseHoldsNoKey(String header) {
        assertThat(AuthorizationHeader.candidateKeys(header)).isEmpty();
    }

    @Test
    void aLogSeesNeitherTheKeyNorLineBreaks() {
        String guess = "pok_0123456789\nINFO all is well 0123456789abcdef";

        assertThat(AuthorizationHeader.redacted("Basic " + encoded(guess + ":")))
                .isEqualTo("pok_01234...abcdef");
        assertThat(AuthorizationHeader.redacted("Basic " + encoded("a\nb\n5678901234567890:")))
                .isEqualTo("a?b?...");
        assertThat(AuthorizationHeader.redacted("Digest pok_secret")).isEqualTo("none");
    }

    private static String first(String header) {
        return AuthorizationHeader.candidateKeys(header).get(0);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
