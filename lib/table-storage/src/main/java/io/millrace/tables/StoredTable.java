package io.millrace.tables;

import io.millrace.columns.RowSchema;
import io.millrace.model.TableDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One Iceberg table: its files, its commits, and the progress that they carry. Thread-safe. */
public final class StoredTable {
    StoredTable() {}

    public TableDefinition definition() {
        throw new UnsupportedOperationException();
    }

    /**
     * A writer of staged files.
     *
     * @param rows the columns of the batches to come; a column of the table that they lack is null
     * @param fileNamePrefix begins every file's name and makes it unique, such as job, task and attempt
     * @param targetFileBytes a file that grows past it is closed and another one begun
     * @param maxMemoryBytes past it the largest open file is closed early
     */
    public StagedFileWriter newWriter(
            RowSchema rows, String fileNamePrefix, long targetFileBytes, long maxMemoryBytes) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the staged files of a stream visible and moves its positions, both at once and only if every position in the
     * table is still the one that the files start from. Checked on every attempt, retries included.
     *
     * @return what happened; the files are deleted unless committed
     * @throws CommitFailedException if the catalog or the store cannot be reached; the files may be committed later with
     *     another call
     */
    public StreamCommitOutcome commitStream(StreamCommit commit) {
        throw new UnsupportedOperationException();
    }

    /** The progress that the table records for a source: empty if it never had any. Always read afresh. */
    public Optional<StreamProgress> progress(String source) {
        throw new UnsupportedOperationException();
    }

    /** The progress of every source whose name begins so, by source. Always read afresh. */
    public Map<String, StreamProgress> progressOf(String sourcePrefix) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes all staged files of a batch job visible at once; if the job is in the table's history already, nothing
     * happens.
     *
     * @param manifests what {@link StagedFileWriter#stage()} returned
     * @return rows that the job added, also when it had been committed before
     */
    public long commitBatch(String jobId, List<byte[]> manifests) {
        throw new UnsupportedOperationException();
    }

    /** Deletes staged files that will never be committed. */
    public void discard(List<byte[]> manifests) {
        throw new UnsupportedOperationException();
    }

    /** The Parquet files of the current snapshot. */
    public List<DataFileInfo> currentFiles() {
        throw new UnsupportedOperationException();
    }

    /** Opens the bytes of a file of {@link #currentFiles()}. */
    public java.io.InputStream openFile(String location) {
        throw new UnsupportedOperationException();
    }

    public TableStatistics statistics() {
        throw new UnsupportedOperationException();
    }

    /** @param location an {@code s3://} address */
    public record DataFileInfo(String location, long sizeBytes, long rows) {}

    /** Of the current snapshot. */
    public record TableStatistics(long files, long rows, long bytes) {}
}
