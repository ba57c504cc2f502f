package io.millrace.objects;

import io.millrace.model.S3Location;

/** Opens buckets of S3-compatible stores. */
public final class S3ObjectStore {
    private S3ObjectStore() {}

    /** A bucket at a location; the location's prefix does not matter here. Nothing is asked of the store yet. */
    public static ObjectStore open(S3Location location) {
        throw new UnsupportedOperationException();
    }
}
