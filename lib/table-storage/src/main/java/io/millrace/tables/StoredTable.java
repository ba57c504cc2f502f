package io.millrace.tables;

import io.millrace.columns.RowSchema;
import io.millrace.model.TableDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/** One Iceberg table: its files, its commits, and the progress that they carry. Thread-safe. */
public final class StoredTable {
    private final TableDefinition definition;
    private final TableAccess access;
    private final TableCommits commits;
    private volatile Table latest;

    /** @throws UnknownTableException if the catalog has no such table */
    StoredTable(TableDefinition definition, TableAccess access, Patience patience) {
        this.definition = definition;
        this.access = access;
        this.commits = new TableCommits(access, patience, SnapshotExpiry.DEFAULT);
        this.latest = access.table();
    }

    public TableDefinition definition() {
        return definition;
    }

    /**
     * A writer of staged files.
     *
     * @param rows the columns of the batches to come; a column of the table that they lack is null
     * @param fileNamePrefix begins every file's name and makes it unique, such as job, task and attempt
     * @param targetFileBytes a file that grows past it is closed and another one begun
     * @param maxMemoryBytes past it the rows of the largest partition are written out early
     * @throws IllegalArgumentException if the rows have a column that the table lacks or has with another type
     */
    public StagedFileWriter newWriter(
            RowSchema rows, String fileNamePrefix, long targetFileBytes, long maxMemoryBytes) {
        if (WritePlan.unknownColumn(latest, rows) != null) {
            latest = access.table();
        }
        return new PartitionedFileWriter(new WritePlan(latest, rows), fileNamePrefix, targetFileBytes, maxMemoryBytes);
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
        return commits.commit(commit);
    }

    /** The progress that the table records for a source: empty if it never had any. Always read afresh. */
    public Optional<StreamProgress> progress(String source) {
        return RecordedProgress.of(source, access.operations().current()).map(RecordedProgress::progress);
    }

    /** The progress of every source whose name begins so, by source. Always read afresh. */
    public Map<String, StreamProgress> progressOf(String sourcePrefix) {
        return RecordedProgress.all(sourcePrefix, access.operations().current());
    }

    /**
     * Makes all staged files of a batch job visible at once; if the job is in the table's history already, nothing
     * happens.
     *
     * @param manifests what {@link StagedFileWriter#stage()} returned
     * @return rows that the job added, also when it had been committed before
     * @throws JobDiscardedException if the job was discarded before
     */
    public long commitBatch(String jobId, List<byte[]> manifests) {
        return commits.commit(jobId, manifests);
    }

    /** Deletes staged files that will never be committed; files that the table refers to stay. */
    public void discard(List<byte[]> manifests) {
        commits.discard(manifests);
    }

    /**
     * The same for all that a batch job has staged, and for good: a commit of the job that is still under way somewhere
     * will not take place any more. Files of a job that was committed stay.
     */
    public void discard(String jobId, List<byte[]> manifests) {
        commits.discard(jobId, manifests);
    }

    /** The Parquet files of the current snapshot. */
    public List<DataFileInfo> currentFiles() {
        List<DataFileInfo> files = new ArrayList<>();
        try (CloseableIterable<FileScanTask> tasks = access.table().newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                DataFile file = task.file();
                files.add(new DataFileInfo(file.location(), file.fileSizeInBytes(), file.recordCount()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the files of table " + access.name(), e);
        }
        return files;
    }

    /** Opens the bytes of a file of {@link #currentFiles()}. */
    public InputStream openFile(String location) {
        return latest.io().newInputFile(location).newStream();
    }

    public TableStatistics statistics() {
        Snapshot snapshot = access.table().currentSnapshot();
        if (snapshot == null) {
            return new TableStatistics(0, 0, 0);
        }
        Map<String, String> summary = snapshot.summary();
        return new TableStatistics(
                total(summary, SnapshotSummary.TOTAL_DATA_FILES_PROP),
                total(summary, SnapshotSummary.TOTAL_RECORDS_PROP),
                total(summary, SnapshotSummary.TOTAL_FILE_SIZE_PROP));
    }

    private static long total(Map<String, String> summary, String name) {
        return Long.parseLong(summary.getOrDefault(name, "0"));
    }

    /** @param location an {@code s3://} address */
    public record DataFileInfo(String location, long sizeBytes, long rows) {}

    /** Of the current snapshot. */
    public record TableStatistics(long files, long rows, long bytes) {}
}
