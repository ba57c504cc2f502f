package io.millrace.formats;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.model.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows as a reader made them, with where each came from, and the records that did not become rows. Reused from read to
 * read; what it returns is valid until the next read.
 */
public final class RecordBatch {
    private final ColumnBatch rows;
    private final int capacity;
    private final List<RejectedRecord> rejected = new ArrayList<>();
    private final boolean[] warnings;
    private final long[] recordNumbers;
    private final long[] byteOffsets;
    private final int[] payloadStarts;
    private final int[] payloadLengths;
    private byte[] payloads = new byte[0];
    private byte[] ownPayloads = new byte[0];
    private long bytes;

    public RecordBatch(RowSchema schema, int capacity) {
        this.rows = new ColumnBatch(schema);
        this.capacity = capacity;
        this.warnings = new boolean[capacity];
        this.recordNumbers = new long[capacity];
        this.byteOffsets = new long[capacity];
        this.payloadStarts = new int[capacity];
        this.payloadLengths = new int[capacity];
    }

    public ColumnBatch rows() {
        return rows;
    }

    /** How many records, good and bad together, it may take. */
    public int capacity() {
        return capacity;
    }

    public boolean isFull() {
        return rows.rows() + rejected.size() >= capacity;
    }

    /** Whether it holds no record, neither good nor bad. */
    public boolean isEmpty() {
        return rows.rows() + rejected.size() == 0;
    }

    public List<RejectedRecord> rejected() {
        return rejected;
    }

    /** Uncompressed bytes of all its records, good and bad. */
    public long bytes() {
        return bytes;
    }

    /** Whether some value of the row could not be converted and became null. */
    public boolean hasWarning(int row) {
        return warnings[row];
    }

    public long recordNumber(int row) {
        return recordNumbers[row];
    }

    public long byteOffset(int row) {
        return byteOffsets[row];
    }

    /** A row's record as a rejected one, for what goes wrong after parsing. */
    public RejectedRecord reject(int row, ErrorCode code, String message) {
        int length = Math.min(payloadLengths[row], RejectedRecord.MAX_PAYLOAD_BYTES);
        byte[] payload = Arrays.copyOfRange(payloads, payloadStarts[row], payloadStarts[row] + length);
        return new RejectedRecord(
                recordNumbers[row], byteOffsets[row], code, message, payload, length < payloadLengths[row]);
    }

    /** Makes the batch independent of its reader, which may then read on into another batch. */
    public void detach() {
        int rowCount = rows.rows();
        int from = Integer.MAX_VALUE;
        int to = 0;
        for (int row = 0; row < rowCount; row++) {
            from = Math.min(from, payloadStarts[row]);
            to = Math.max(to, payloadStarts[row] + payloadLengths[row]);
        }
        int length = Math.max(0, to - from);
        if (ownPayloads.length < length) {
            ownPayloads = new byte[Math.max(length, ownPayloads.length * 2)];
        }
        if (length > 0) {
            System.arraycopy(payloads, from, ownPayloads, 0, length);
        }
        for (int row = 0; row < rowCount; row++) {
            payloadStarts[row] -= from;
        }
        payloads = ownPayloads;
    }

    /** For readers: forgets everything; the records to come are in this array, which stays as it is until the next call. */
    public void start(byte[] payloads) {
        this.payloads = payloads;
        rows.clear();
        rejected.clear();
        bytes = 0;
    }

    /** For readers: ends a row whose values have all been appended to the vectors. */
    public void endRow(long recordNumber, long byteOffset, int payloadStart, int payloadLength, boolean warning) {
        int row = rows.rows();
        recordNumbers[row] = recordNumber;
        byteOffsets[row] = byteOffset;
        payloadStarts[row] = payloadStart;
        payloadLengths[row] = payloadLength;
        warnings[row] = warning;
        rows.endRow();
        bytes += payloadLength;
    }

    /** For readers: takes back what was appended of the record and reports it instead. */
    public void endRejected(
            long recordNumber, long byteOffset, int payloadStart, int payloadLength, ErrorCode code, String message) {
        rows.undoRow();
        int length = Math.min(payloadLength, RejectedRecord.MAX_PAYLOAD_BYTES);
        byte[] payload = Arrays.copyOfRange(payloads, payloadStart, payloadStart + length);
        rejected.add(new RejectedRecord(recordNumber, byteOffset, code, message, payload, length < payloadLength));
        bytes += payloadLength;
    }
}
