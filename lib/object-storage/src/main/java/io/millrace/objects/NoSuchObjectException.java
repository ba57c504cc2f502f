package io.millrace.objects;

import java.io.IOException;

/** There is no object of that key. */
public final class NoSuchObjectException extends IOException {
    private static final long serialVersionUID = 1;

    private final String key;

    public NoSuchObjectException(String bucket, String key) {
        super("There is no object \"" + key + "\" in bucket \"" + bucket + "\".");
        this.key = key;
    }

    public String key() {
        return key;
    }
}
