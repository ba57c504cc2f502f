package io.millrace.formats;

import java.io.Closeable;
import java.io.IOException;

/**
 * Reads the records of one source, in order. A record that cannot become a row is reported in the batch and its
 * neighbours are read all the same. Not thread-safe.
 */
public interface RecordReader extends Closeable {
    /**
     * Clears the batch and fills it with the next records.
     *
     * @return false at the end of the source, when the batch stays empty
     * @throws UnreadableSourceException if the rest of the source cannot be read at all: broken compression, for instance
     * @throws IOException if the bytes cannot be had
     */
    boolean read(RecordBatch batch) throws IOException;
}
