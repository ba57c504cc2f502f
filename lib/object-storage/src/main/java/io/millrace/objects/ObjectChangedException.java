package io.millrace.objects;

import java.io.IOException;

/** The object is no longer the one that was listed. */
public final class ObjectChangedException extends IOException {
    private static final long serialVersionUID = 1;

    public ObjectChangedException(String bucket, String key) {
        super("Object \"" + key + "\" in bucket \"" + bucket + "\" changed after it was listed.");
    }
}
