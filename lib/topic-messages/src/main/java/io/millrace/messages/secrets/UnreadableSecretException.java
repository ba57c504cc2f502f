package io.millrace.messages.secrets;

import org.jspecify.annotations.Nullable;

/** An encrypted secret cannot be read. The message says why and what to do, and nothing of the secret. */
public final class UnreadableSecretException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableSecretException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
