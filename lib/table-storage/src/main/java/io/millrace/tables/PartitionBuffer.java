package io.millrace.tables;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import java.util.Arrays;
import org.apache.iceberg.PartitionData;
import org.jspecify.annotations.Nullable;

/** The rows of one partition that are not in a file yet, and its open file if there is one. */
final class PartitionBuffer {
    private final long start;
    private final long end;
    private final @Nullable PartitionData partition;
    private final RowSchema schema;
    private ColumnBatch rows;
    private int[] selection = new int[16];
    private int selected;
    private @Nullable ParquetFile file;
    private long bytesInFile;

    PartitionBuffer(WritePlan plan, int ordinal) {
        this.start = plan.step().start(ordinal);
        this.end = plan.step().start(ordinal + 1);
        this.partition = plan.partition(ordinal);
        this.schema = plan.rows();
        this.rows = new ColumnBatch(schema);
    }

    @Nullable
    PartitionData partition() {
        return partition;
    }

    boolean covers(long millis) {
        return millis >= start && millis < end;
    }

    /** Marks a row of the current batch as one of this partition. */
    void select(int row) {
        if (selected == selection.length) {
            selection = Arrays.copyOf(selection, selected * 2);
        }
        selection[selected++] = row;
    }

    int selected() {
        return selected;
    }

    /** Copies the rows that were selected. */
    void takeSelected(ColumnBatch batch) {
        for (int column = 0; column < schema.size(); column++) {
            VectorCopy.append(rows.vector(column), batch.vector(column), selection, 0, selected);
        }
        rows.setRows(rows.rows() + selected);
        selected = 0;
    }

    boolean isEmpty() {
        return rows.rows() == 0;
    }

    /** The buffered rows, which leave the buffer together with their memory. */
    ColumnBatch drain() {
        ColumnBatch drained = rows;
        rows = new ColumnBatch(schema);
        return drained;
    }

    long memoryBytes() {
        return isEmpty() ? 0 : rows.memoryBytes();
    }

    /** Bytes of values in the buffer: what is in use of its memory. */
    long usedBytes() {
        return usedBytes(rows);
    }

    static long usedBytes(ColumnBatch rows) {
        long total = 0;
        for (int column = 0; column < rows.schema().size(); column++) {
            Vector vector = rows.vector(column);
            total += vector instanceof BytesVector bytes
                    ? bytes.offset(bytes.size()) + (long) Integer.BYTES * bytes.size()
                    : (long) Long.BYTES * vector.size();
        }
        return total;
    }

    @Nullable
    ParquetFile file() {
        return file;
    }

    void open(ParquetFile opened) {
        file = opened;
        bytesInFile = 0;
    }

    /** Notes how many bytes of values went into the open file. */
    void filed(long bytes) {
        bytesInFile += bytes;
    }

    long bytesInFile() {
        return bytesInFile;
    }

    void closed() {
        file = null;
    }
}
