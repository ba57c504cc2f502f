package io.millrace.tables;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.Vector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file on its way to the store. Rows come in row groups and are written column after column, straight from
 * the vectors; between row groups nothing but the footer-to-be stays in memory.
 */
final class ParquetFile {
    /** How many rows of a column are written before the next column's turn: the grain of the checks for full pages. */
    private static final int STRIDE = 2048;

    private static final long NO_ALIGNMENT = Long.MAX_VALUE;

    private final MessageType schema;
    private final List<ColumnBinding> bindings;
    private final List<FloatingPointMetrics> floatingPoint = new ArrayList<>();
    private final ParquetProperties properties =
            ParquetProperties.builder().withSizeStatisticsEnabled(false).build();
    private final OutputFile file;
    private final ParquetOutput output;
    private final ParquetFileWriter writer;
    private long rows;

    ParquetFile(OutputFile file, MessageType schema, List<ColumnBinding> bindings) {
        this.file = file;
        this.schema = schema;
        this.bindings = bindings;
        this.output = new ParquetOutput(file);
        for (ColumnBinding binding : bindings) {
            if (binding.isFloatingPoint()) {
                floatingPoint.add(new FloatingPointMetrics(binding));
            }
        }
        try {
            writer = new ParquetFileWriter(
                    output, schema, ParquetFileWriter.Mode.CREATE, NO_ALIGNMENT, 0, null, properties);
            writer.start();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    long rows() {
        return rows;
    }

    /** Bytes written so far. */
    long length() {
        return output.length();
    }

    OutputFile file() {
        return file;
    }

    /**
     * Writes some rows as one row group.
     *
     * @param order which row comes when; null: they stay as they are
     * @param from the first place in that order
     * @param to the place behind the last one
     */
    void writeRowGroup(ColumnBatch batch, int @Nullable [] order, int from, int to, ZstdPageCompressor compressor) {
        ColumnBatch gathered = new ColumnBatch(batch.schema());
        try (ColumnChunkPageWriteStore pages = new ColumnChunkPageWriteStore(
                        compressor,
                        schema,
                        properties.getAllocator(),
                        properties.getColumnIndexTruncateLength(),
                        properties.getPageWriteChecksumEnabled());
                ColumnWriteStore columns = properties.newColumnWriteStore(schema, pages, pages)) {
            for (int start = from; start < to; start += STRIDE) {
                int end = Math.min(to, start + STRIDE);
                if (order == null) {
                    writeRows(batch, start, end, columns);
                } else {
                    gather(batch, order, start, end, gathered);
                    writeRows(gathered, 0, end - start, columns);
                }
            }
            columns.flush();
            writer.startBlock(to - from);
            pages.flushToFileWriter(writer);
            writer.endBlock();
        } catch (IOException e) {
            throw failed(e);
        }
        rows += to - from;
    }

    Finished finish(MetricsConfig config, Map<String, String> footer) {
        try {
            writer.end(footer);
            writer.close();
        } catch (IOException e) {
            throw failed(e);
        }
        Metrics metrics = ParquetUtil.footerMetrics(
                writer.getFooter(), floatingPoint.stream().map(FloatingPointMetrics::result), config);
        return new Finished(metrics, output.length(), ParquetUtil.getSplitOffsets(writer.getFooter()));
    }

    /** Ends a file that is going to be deleted. */
    void abandon() {
        try {
            writer.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** A file that is complete in the store. */
    record Finished(Metrics metrics, long length, List<Long> splitOffsets) {}

    /**
     * Brings a few rows together before they are encoded. They are all over the memory, and a loop that does nothing else
     * waits for many of them at once instead of for one after the other.
     */
    private static void gather(ColumnBatch batch, int[] order, int from, int to, ColumnBatch gathered) {
        gathered.clear();
        for (int column = 0; column < batch.schema().size(); column++) {
            VectorCopy.append(gathered.vector(column), batch.vector(column), order, from, to);
        }
        gathered.setRows(to - from);
    }

    private void writeRows(ColumnBatch batch, int from, int to, ColumnWriteStore columns) {
        int nextFloatingPoint = 0;
        for (ColumnBinding binding : bindings) {
            ColumnWriter out = columns.getColumnWriter(binding.column());
            if (binding.vector() == ColumnBinding.NONE) {
                ColumnValues.writeNulls(to - from, out);
                continue;
            }
            Vector vector = batch.vector(binding.vector());
            binding.requireNoNulls(vector);
            ColumnValues.write(binding, vector, from, to, out);
            if (binding.isFloatingPoint()) {
                floatingPoint.get(nextFloatingPoint++).add((DoubleVector) vector, from, to);
            }
        }
        for (int row = from; row < to; row++) {
            columns.endRecord();
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("Cannot write " + file.location(), e);
    }
}
