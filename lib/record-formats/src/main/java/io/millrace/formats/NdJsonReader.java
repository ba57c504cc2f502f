package io.millrace.formats;

import io.millrace.columns.RowSchema;
import io.millrace.formats.json.JsonObjectDecoder;
import io.millrace.formats.json.MalformedJsonException;
import io.millrace.formats.values.ByteScan;
import io.millrace.model.ErrorCode;
import java.io.IOException;

/** One JSON object a line. Blank lines do not count. */
final class NdJsonReader implements RecordReader {
    private static final long LINE_FEEDS = ByteScan.repeat('\n');

    private final SourceBuffer source;
    private final JsonObjectDecoder decoder;
    private boolean opened;

    NdJsonReader(SourceBuffer source, RowSchema fields) {
        this.source = source;
        this.decoder = new JsonObjectDecoder(fields);
    }

    @Override
    public boolean read(RecordBatch batch) throws IOException {
        if (!opened) {
            opened = true;
            source.open();
        }
        return readOpened(batch);
    }

    /** Reads on from where the source stands. */
    boolean readOpened(RecordBatch batch) throws IOException {
        batch.start(source.bytes());
        readLines(batch);
        while (batch.isEmpty()) {
            if (source.isEnded()) {
                source.requireIntact();
                return false;
            }
            if (!source.more() && !source.isEnded()) {
                OversizedRecord.skipLine(source, batch);
            } else {
                batch.start(source.bytes());
            }
            readLines(batch);
        }
        return true;
    }

    /** As many lines as are completely in the buffer and fit the batch. */
    private void readLines(RecordBatch batch) {
        int limit = source.limit();
        while (!batch.isFull() && source.position() < limit) {
            int start = source.position();
            int lineEnd = ByteScan.indexOf(source.bytes(), start, limit, LINE_FEEDS);
            if (lineEnd == limit && !source.isWhole()) {
                return;
            }
            readLine(batch, start, lineEnd);
            source.advance(Math.min(lineEnd + 1, limit));
        }
    }

    private void readLine(RecordBatch batch, int start, int lineEnd) {
        byte[] bytes = source.bytes();
        int end = lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
        if (isBlank(bytes, start, end)) {
            return;
        }
        if (end - start > source.maxRecordBytes()) {
            OversizedRecord.reject(source, batch, start, end - start);
        } else {
            decode(decoder, source, batch, start, end);
        }
    }

    /** Decodes a record that a line feed ends, perhaps after a carriage return. */
    static void decode(JsonObjectDecoder decoder, SourceBuffer source, RecordBatch batch, int start, int end) {
        decode(decoder, source.bytes(), start, end, source, batch, start);
    }

    /** Decodes a record whose bytes may be a copy of what the source has at the payload's place. */
    static void decode(
            JsonObjectDecoder decoder,
            byte[] bytes,
            int start,
            int end,
            SourceBuffer source,
            RecordBatch batch,
            int payloadStart) {
        long number = source.nextRecord();
        long offset = source.offset(payloadStart);
        try {
            boolean converted = decoder.decode(bytes, start, end, batch.rows());
            batch.endRow(number, offset, payloadStart, end - start, !converted);
        } catch (MalformedJsonException e) {
            batch.endRejected(number, offset, payloadStart, end - start, ErrorCode.CANNOT_PARSE_SOURCE, e.problem());
        }
    }

    private static boolean isBlank(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && ByteScan.isBlank(bytes[i])) {
            i++;
        }
        return i == to;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
