package io.millrace.batch.storage;

import io.millrace.messages.secrets.SecretCipher;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** How the secrets in jobs are encrypted. */
@ConfigMapping(prefix = "millrace.secrets")
public interface SecretConfiguration {
    /**
     * {@code millrace.secrets.keys}: {@code id:base64key,id2:…}, each key of 32 bytes; never logged. Required, and the same
     * as api-service's.
     */
    Optional<String> keys();

    /** @throws IllegalArgumentException if there is no key, or one is malformed */
    default SecretCipher cipher() {
        return SecretCipher.of(keys().orElse(""));
    }
}
