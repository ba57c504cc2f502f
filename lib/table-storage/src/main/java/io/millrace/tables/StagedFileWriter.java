package io.millrace.tables;

import io.millrace.columns.ColumnBatch;

/**
 * Writes rows into Parquet files, at most one open file for each partition and a bounded number in all, sorted by the table's clustering columns. The files
 * are staged: in the store, and in no snapshot. Not thread-safe.
 */
public interface StagedFileWriter extends AutoCloseable {
    void write(ColumnBatch rows);

    /** Rows written so far. */
    long rows();

    /**
     * Bytes of memory of rows that are in no file yet, roughly. What comes on top is bounded: the row group that is being
     * encoded, and the footers and output buffers of open files.
     */
    long memoryBytes();

    /** Closes all open files. */
    StagedFiles finish();

    /** Closes all open files and writes an Iceberg manifest of them: what names them in a message. */
    byte[] stage();

    /** Deletes the files unless {@link #finish} or {@link #stage} was called. */
    @Override
    void close();
}
