package io.millrace.stream.tables;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.formats.ArrowBatches;
import io.millrace.pipeline.CompiledJob;
import io.millrace.pipeline.Rollup;
import io.millrace.stream.rows.RowsMessage;
import io.millrace.stream.tables.StoredCounts.Stored;
import io.millrace.tables.StagedFileWriter;
import io.millrace.tables.StagedFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one commit in the making: rolled up in memory where the job rolls up, written into staged files otherwise.
 * Not thread-safe.
 */
final class WriterBatch implements AutoCloseable {
    private final String id;
    private final Supplier<RowsTable> table;
    private final KnownJobs knownJobs;
    private final long maxRollupBytes;
    private final Map<String, JobFiles> files = new LinkedHashMap<>();
    private final Map<Part, PartRows> parts = new LinkedHashMap<>();
    private long messageBytes;

    /** Counts are kept for each pair, because progress is recorded for each partition. */
    private record Part(int partition, String jobId) {}

    /** @param id begins the names of the batch's files */
    WriterBatch(String id, Supplier<RowsTable> table, KnownJobs knownJobs, long maxRollupBytes) {
        this.id = id;
        this.table = table;
        this.knownJobs = knownJobs;
        this.maxRollupBytes = maxRollupBytes;
    }

    /** The files of one job, whose rows have their own columns. */
    private final class JobFiles {
        final boolean jobIsKnown;
        final RowSchema schema;
        final @Nullable CompiledJob rollingUp;
        final StagedFileWriter writer;

        JobFiles(String jobId) {
            Optional<CompiledJob> job = knownJobs.find(jobId);
            RowsTable opened = table.get();
            this.jobIsKnown = job.isPresent();
            // The rows of a forgotten job are kept as they are: partial aggregates that any reader may merge.
            this.schema = job.map(CompiledJob::output).orElseGet(opened::columns);
            this.rollingUp = job.filter(known -> known.definition().rollsUp()).orElse(null);
            this.writer = opened.newWriter(schema, "stream-" + id + "-" + files.size());
        }

        ColumnBatch decode(RowsMessage message, byte[] arrow) {
            if (!jobIsKnown) {
                requireKnownColumns(message, ArrowBatches.columns(arrow));
            }
            return ArrowBatches.decode(arrow, schema);
        }

        /** Rows may be here before their job's definition, and with it the columns that the job has added. */
        private void requireKnownColumns(RowsMessage message, List<String> columns) {
            for (String column : columns) {
                if (schema.indexOf(column) < 0) {
                    throw new IllegalStateException(
                            "The rows of job " + message.jobId() + " bring the column \"" + column
                                    + "\", which the table does not have as it is known here. Its job's definition has not"
                                    + " arrived yet; the rows wait for it");
                }
            }
        }
    }

    private static final class PartRows {
        final JobFiles files;
        final @Nullable Rollup rollup;
        long records;
        long rows;

        PartRows(JobFiles files) {
            this.files = files;
            this.rollup = files.rollingUp == null ? null : files.rollingUp.newRollup();
        }

        void add(ColumnBatch batch, long maxRollupBytes) {
            if (rollup == null) {
                write(batch);
                return;
            }
            rollup.add(batch);
            if (rollup.memoryBytes() > maxRollupBytes) {
                rollup.drain(this::write);
            }
        }

        void drain() {
            if (rollup != null) {
                rollup.drain(this::write);
            }
        }

        long rollupBytes() {
            return rollup == null || rollup.groups() == 0 ? 0 : rollup.memoryBytes();
        }

        private void write(ColumnBatch batch) {
            rows += batch.rows();
            files.writer.write(batch);
        }
    }

    void add(int partition, RowsMessage message, byte[] arrow) {
        JobFiles jobFiles = files.computeIfAbsent(message.jobId(), JobFiles::new);
        PartRows part = parts.computeIfAbsent(new Part(partition, message.jobId()), key -> new PartRows(jobFiles));
        part.add(jobFiles.decode(message, arrow), maxRollupBytes);
        part.records += message.inputRecords();
        messageBytes += arrow.length;
    }

    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The size of the messages that it was made from. */
    long messageBytes() {
        return messageBytes;
    }

    long memoryBytes() {
        long bytes = 0;
        for (PartRows part : parts.values()) {
            bytes += part.rollupBytes();
        }
        for (JobFiles jobFiles : files.values()) {
            bytes += jobFiles.writer.memoryBytes();
        }
        return bytes;
    }

    /** Closes all files. Nothing can be added any more. */
    StagedFiles finish() {
        parts.values().forEach(PartRows::drain);
        List<DataFile> all = new ArrayList<>();
        long rows = 0;
        for (JobFiles jobFiles : files.values()) {
            StagedFiles staged = jobFiles.writer.finish();
            all.addAll(staged.files());
            rows += staged.rows();
        }
        return new StagedFiles(all, rows);
    }

    /** What it adds to each job's counts, by partition; complete after {@link #finish}. */
    Map<Integer, Map<String, Stored>> counts() {
        Map<Integer, Map<String, Stored>> counts = new HashMap<>();
        parts.forEach((part, rows) -> counts.computeIfAbsent(part.partition(), partition -> new LinkedHashMap<>())
                .put(part.jobId(), new Stored(rows.records, rows.rows)));
        return counts;
    }

    /** Deletes the files unless they are finished. */
    @Override
    public void close() {
        files.values().forEach(jobFiles -> jobFiles.writer.close());
    }
}
