package io.millrace.objects;

import java.io.IOException;

/** The store cannot be reached or refuses us: bad credentials, no such bucket, no route. The message is the store's own. */
public final class StoreAccessException extends IOException {
    private static final long serialVersionUID = 1;

    public StoreAccessException(String message) {
        super(message);
    }

    public StoreAccessException(String message, Throwable cause) {
        super(message, cause);
    }
}
