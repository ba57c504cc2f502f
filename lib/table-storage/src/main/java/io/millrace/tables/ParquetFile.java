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

    /** Writes the rows {@code order[from]} to {@code order[to - 1]} as one row group. */
    void writeRowGroup(ColumnBatch batch, int[] order, int from, int to, ZstdPageCompressor compressor) {
        try (ColumnChunkPageWriteStore pages = new ColumnChunkPageWriteStore(
                        compressor,
                        schema,
                        properties.getAllocator(),
                        properties.getColumnIndexTruncateLength(),
                        properties.getPageWriteChecksumEnabled());
                ColumnWriteStore columns = properties.newColumnWriteStore(schema, pages, pages)) {
            for (int start = from; start < to; start += STRIDE) {
                writeRows(batch, order, start, Math.min(to, start + STRIDE), columns);
            }
            columns.flush();
            writer.startBlock(to - from);
            pages.flushToFileWriter(writer);
            writer.endBlock();
        } catch (IOException e) {
            throw failed(e);
        }
        rows += to - from;
        measure(batch, order, from, to);
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

    private void writeRows(ColumnBatch batch, int[] order, int from, int to, ColumnWriteStore columns) {
        for (ColumnBinding binding : bindings) {
            ColumnWriter out = columns.getColumnWriter(binding.column());
            if (binding.vector() == ColumnBinding.NONE) {
                ColumnValues.writeNulls(to - from, out);
            } else {
                Vector vector = batch.vector(binding.vector());
                binding.requireNoNulls(vector);
                ColumnValues.write(binding, vector, order, from, to, out);
            }
        }
        for (int i = from; i < to; i++) {
            columns.endRecord();
        }
    }

    private void measure(ColumnBatch batch, int[] order, int from, int to) {
        int next = 0;
        for (ColumnBinding binding : bindings) {
            if (binding.isFloatingPoint()) {
                DoubleVector vector = batch.doubles(binding.vector());
                floatingPoint.get(next++).add(vector, order, from, to);
            }
        }
    }

    private UncheckedIOException failed(IOException e) {
        return new UncheckedIOException("Cannot write " + file.location(), e);
    }
}
