package io.millrace.stream.rows;

import io.millrace.columns.ColumnBatch;
import io.millrace.formats.ArrowBatches;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns rows into messages small enough for their topic.
 *
 * @param targetMessageBytes batches above it are split
 * @param maxRowBytes a single row above it fits no message
 */
public record RowsEncoder(int targetMessageBytes, int maxRowBytes) {
    /** Half of what the rows topics take, and all but the headers of it. */
    public static final RowsEncoder DEFAULT = new RowsEncoder(4 * 1024 * 1024, 7 * 1024 * 1024);

    /**
     * @param messages Arrow streams of one batch each, in the rows' order
     * @param droppedRows rows too large for any message
     */
    public record Encoded(List<byte[]> messages, int droppedRows) {
        public Encoded {
            messages = List.copyOf(messages);
        }
    }

    public Encoded encode(ColumnBatch rows) {
        List<byte[]> messages = new ArrayList<>();
        int dropped = encode(rows, messages);
        return new Encoded(messages, dropped);
    }

    private int encode(ColumnBatch rows, List<byte[]> messages) {
        byte[] arrow = ArrowBatches.encode(rows);
        if (arrow.length <= targetMessageBytes || (rows.rows() == 1 && arrow.length <= maxRowBytes)) {
            messages.add(arrow);
            return 0;
        }
        if (rows.rows() == 1) {
            return 1;
        }
        int half = rows.rows() / 2;
        return encode(slice(rows, 0, half), messages) + encode(slice(rows, half, rows.rows()), messages);
    }

    private static ColumnBatch slice(ColumnBatch rows, int from, int to) {
        ColumnBatch slice = new ColumnBatch(rows.schema());
        for (int row = from; row < to; row++) {
            slice.appendRow(rows, row);
        }
        return slice;
    }
}
