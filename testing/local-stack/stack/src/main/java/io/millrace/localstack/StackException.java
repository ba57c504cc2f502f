package io.millrace.localstack;

import org.jspecify.annotations.Nullable;

/** A stack could not be started or a part of it did not do what it should; the message says which and where to look. */
public class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
