package io.millrace.tables;

import static java.util.Objects.requireNonNull;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * Collects the rows of each partition in memory and writes them out as row groups.
 *
 * <p>Unsorted tables: a full row group goes into the partition's open file, which is closed when it has the target size,
 * or when it is the largest and another partition needs an open file beyond {@link #MAX_OPEN_FILES}.
 * Sorted tables: the rows of a partition are kept until they make a whole file, or memory is short; then they are sorted
 * and written as one file. So a file is always sorted from beginning to end.
 */
final class PartitionedFileWriter implements StagedFileWriter {
    /** Values of a row group before encoding and compression, which leave a fifth or less of them. */
    private static final long ROW_GROUP_BYTES = 64L << 20;

    /** Vectors cannot hold 2 GB. */
    private static final long MAX_BUFFER_BYTES = 1L << 30;

    /** Each open file is a connection or a temporary file, and a footer in memory. */
    static final int MAX_OPEN_FILES = 64;

    private final WritePlan plan;
    private final String fileNamePrefix;
    private final long targetFileBytes;
    private final long maxMemoryBytes;
    private final ZstdPageCompressor compressor = new ZstdPageCompressor();
    private final Map<Integer, PartitionBuffer> partitions = new HashMap<>();
    private final Set<PartitionBuffer> open = new HashSet<>();
    private final List<PartitionBuffer> touched = new ArrayList<>();
    private final List<DataFile> files = new ArrayList<>();
    private final List<String> locations = new ArrayList<>();
    private @Nullable PartitionBuffer latest;
    private double bytesPerValueByte = 0.25;
    private long rows;
    private boolean ended;
    private boolean handedOver;

    PartitionedFileWriter(WritePlan plan, String fileNamePrefix, long targetFileBytes, long maxMemoryBytes) {
        this.plan = plan;
        this.fileNamePrefix = fileNamePrefix;
        this.targetFileBytes = targetFileBytes;
        this.maxMemoryBytes = maxMemoryBytes;
    }

    @Override
    public void write(ColumnBatch batch) {
        requireOpen();
        if (!batch.schema().equals(plan.rows())) {
            throw new IllegalArgumentException(
                    "The batch has columns " + batch.schema() + ", the writer was made for " + plan.rows());
        }
        distribute(batch);
        for (PartitionBuffer partition : touched) {
            partition.takeSelected(batch);
            if (partition.usedBytes() >= flushBytes()) {
                flush(partition);
            }
        }
        touched.clear();
        rows += batch.rows();
        makeRoom();
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long memoryBytes() {
        long total = 0;
        for (PartitionBuffer partition : partitions.values()) {
            total += partition.memoryBytes();
        }
        return total;
    }

    @Override
    public StagedFiles finish() {
        closeFiles();
        handedOver = true;
        return new StagedFiles(files, rows);
    }

    @Override
    public byte[] stage() {
        closeFiles();
        byte[] manifest =
                files.isEmpty() ? new byte[0] : StagedManifests.write(plan.table(), manifestLocation(), files);
        handedOver = true;
        return manifest;
    }

    @Override
    public void close() {
        compressor.close();
        if (handedOver) {
            return;
        }
        ended = true;
        RuntimeException failure = abandonOpenFiles();
        FileRemoval.delete(locations, plan.table().io());
        handedOver = true;
        if (failure != null) {
            throw failure;
        }
    }

    private String manifestLocation() {
        return plan.table().location() + "/metadata/staged/" + fileNamePrefix + ".avro";
    }

    private void distribute(ColumnBatch batch) {
        LongVector times = batch.longs(plan.timeColumn());
        if (times.hasNulls()) {
            throw new IllegalArgumentException(
                    "A row without " + plan.rows().field(plan.timeColumn()).name() + " cannot be stored in table "
                            + plan.table().name());
        }
        for (int row = 0; row < batch.rows(); row++) {
            PartitionBuffer partition = partitionOf(times.get(row));
            if (partition.selected() == 0) {
                touched.add(partition);
            }
            partition.select(row);
        }
    }

    private PartitionBuffer partitionOf(long millis) {
        PartitionBuffer partition = latest;
        if (partition == null || !partition.covers(millis)) {
            partition = partitions.computeIfAbsent(
                    plan.step().number(millis), ordinal -> new PartitionBuffer(plan, ordinal));
            latest = partition;
        }
        return partition;
    }

    private long flushBytes() {
        long file = Math.min(MAX_BUFFER_BYTES, (long) (targetFileBytes / bytesPerValueByte));
        return plan.isSorted() ? file : Math.min(ROW_GROUP_BYTES, file);
    }

    private void makeRoom() {
        while (memoryBytes() > maxMemoryBytes) {
            flush(partitions.values().stream()
                    .max(Comparator.comparingLong(PartitionBuffer::memoryBytes))
                    .orElseThrow());
        }
    }

    private void flush(PartitionBuffer partition) {
        ParquetFile file = partition.file();
        if (file == null) {
            file = newFile(partition);
        }
        ColumnBatch batch = partition.drain();
        long bytes = PartitionBuffer.usedBytes(batch);
        int @Nullable [] order = plan.isSorted() ? RowOrder.sorted(batch, plan.sortColumns()) : null;
        int rowsInGroup =
                (int) Math.max(1, Math.min(batch.rows(), batch.rows() * ROW_GROUP_BYTES / Math.max(1, bytes)));
        for (int from = 0; from < batch.rows(); from += rowsInGroup) {
            file.writeRowGroup(batch, order, from, Math.min(batch.rows(), from + rowsInGroup), compressor);
        }
        partition.filed(bytes);
        if (plan.isSorted() || file.length() >= targetFileBytes) {
            close(partition, file);
        }
    }

    private ParquetFile newFile(PartitionBuffer partition) {
        if (open.size() >= MAX_OPEN_FILES) {
            closeLargest();
        }
        String name = String.format(Locale.ROOT, "%s-%05d.parquet", fileNamePrefix, locations.size());
        ParquetFile file = plan.newFile(partition.partition(), name);
        locations.add(file.file().location());
        partition.open(file);
        open.add(partition);
        return file;
    }

    private void closeLargest() {
        PartitionBuffer largest = open.stream()
                .max(Comparator.comparingLong(PartitionBuffer::bytesInFile))
                .orElseThrow();
        close(largest, requireNonNull(largest.file()));
    }

    private void close(PartitionBuffer partition, ParquetFile file) {
        files.add(plan.close(file, partition.partition()));
        bytesPerValueByte = Math.max(0.01, (double) file.length() / Math.max(1, partition.bytesInFile()));
        partition.closed();
        open.remove(partition);
    }

    private void closeFiles() {
        requireOpen();
        ended = true;
        for (PartitionBuffer partition : partitions.values()) {
            if (!partition.isEmpty()) {
                flush(partition);
            }
            ParquetFile file = partition.file();
            if (file != null) {
                close(partition, file);
            }
        }
        partitions.clear();
    }

    private @Nullable RuntimeException abandonOpenFiles() {
        RuntimeException failure = null;
        for (PartitionBuffer partition : partitions.values()) {
            ParquetFile file = partition.file();
            if (file != null) {
                try {
                    file.abandon();
                } catch (RuntimeException e) {
                    failure = e;
                }
            }
        }
        partitions.clear();
        return failure;
    }

    private void requireOpen() {
        if (ended) {
            throw new IllegalStateException("The writer of " + fileNamePrefix + " has ended");
        }
    }
}
