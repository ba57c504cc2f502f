package io.millrace.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class ApiKeyTextTest {
    @Test
    void aGeneratedKeyIsLongAndNeverTheSame() {
        SecureRandom random = new SecureRandom();

        String key = ApiKeyText.generate(random);

        assertThat(key).matches("pok_[0-9A-Za-z]{43}").isNotEqualTo(ApiKeyText.generate(random));
    }

    @Test
    void theRedactedFormShowsBothEndsOnly() {
        assertThat(ApiKeyText.redact("pok_vipgjSECRETSECRETSECRETbjjvyo")).isEqualTo("pok_vipgj...bjjvyo");
    }

    @Test
    void aShortKeyShowsAlmostNothing() {
        assertThat(ApiKeyText.redact("secret-key")).isEqualTo("se...");
        assertThat(ApiKeyText.redact("abc")).isEqualTo("...");
    }
}
