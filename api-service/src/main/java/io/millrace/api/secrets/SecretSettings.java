package io.millrace.api.secrets;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** {@code millrace.secrets.*}: how the secrets of connections are encrypted. */
@ConfigMapping(prefix = "millrace.secrets")
public interface SecretSettings {
    /**
     * {@code millrace.secrets.keys}: {@code id:base64key,id2:…}, secret, each key of 32 bytes; the first encrypts, each of
     * them decrypts. Required, and the same as the batch loader's.
     */
    Optional<String> keys();
}
