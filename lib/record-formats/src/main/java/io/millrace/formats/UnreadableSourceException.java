package io.millrace.formats;

import java.io.IOException;

/** The source's bytes are not what they should be, from some point on. The message is for the user. */
public final class UnreadableSourceException extends IOException {
    private static final long serialVersionUID = 1;

    public UnreadableSourceException(String message) {
        super(message);
    }

    public UnreadableSourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
