package io.millrace.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One bucket. Thread-safe. */
public interface ObjectStore extends AutoCloseable {
    /**
     * An object as a listing or a look-up sees it.
     *
     * @param eTag without quotes
     */
    record StoredObject(String key, long sizeBytes, String eTag) {}

    /** An upload in progress, whose object appears whole with {@link #complete} or not at all. Not thread-safe. */
    interface Upload extends AutoCloseable {
        /** Takes the buffer's bytes; blocks when too many are on their way. */
        void write(ByteBuffer bytes) throws IOException;

        StoredObject complete() throws IOException;

        /** Forgets everything, unless completed. */
        @Override
        void close() throws IOException;
    }

    /** Every object whose key begins with a prefix, in key order, fetched page by page. */
    Iterator<StoredObject> list(String prefix) throws IOException;

    Optional<StoredObject> find(String key) throws IOException;

    /**
     * An object's bytes from an offset on.
     *
     * @param eTag the object must still have it; null: whatever is there
     * @throws NoSuchObjectException if there is none
     * @throws ObjectChangedException if it has another eTag
     */
    InputStream read(String key, long offset, @Nullable String eTag) throws IOException;

    void put(String key, byte[] bytes) throws IOException;

    /** Starts an upload of unknown length, in parts, with memory that does not depend on the length. */
    Upload startUpload(String key) throws IOException;

    /** Deletes an object; nothing happens if there is none. */
    void delete(String key) throws IOException;

    @Override
    void close();
}
