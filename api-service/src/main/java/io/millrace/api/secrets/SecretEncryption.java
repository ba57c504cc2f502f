package io.millrace.api.secrets;

import io.millrace.messages.secrets.SecretCipher;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the one {@link SecretCipher}. Without a key the service does not start. */
public class SecretEncryption {
    @Produces
    @Singleton
    SecretCipher cipher(SecretSettings settings) {
        return SecretCipher.of(settings.keys().orElse(""));
    }
}
