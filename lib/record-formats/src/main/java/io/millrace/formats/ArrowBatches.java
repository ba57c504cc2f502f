package io.millrace.formats;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;

/** Batches between services, as Arrow IPC streams of one record batch. Nulls, empty strings and non-UTF-8 bytes survive. */
public final class ArrowBatches {
    private ArrowBatches() {}

    public static byte[] encode(ColumnBatch batch) {
        throw new UnsupportedOperationException();
    }

    /**
     * The rows of an encoded batch, with the columns of a schema: a column that the batch lacks is null, one that the
     * schema lacks is dropped.
     */
    public static ColumnBatch decode(byte[] arrow, RowSchema schema) {
        throw new UnsupportedOperationException();
    }
}
