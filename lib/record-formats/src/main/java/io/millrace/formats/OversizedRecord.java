package io.millrace.formats;

import io.millrace.formats.values.ByteScan;
import io.millrace.model.ErrorCode;
import java.io.IOException;

/** Rejects records above the size limit, showing how they begin. */
final class OversizedRecord {
    private static final long LINE_FEEDS = ByteScan.repeat('\n');

    private OversizedRecord() {}

    /** A record that the buffer holds. */
    static void reject(SourceBuffer source, RecordBatch batch, int start, int length) {
        reject(source, batch, source.offset(start), start, length);
    }

    /** A line that is longer than the buffer can hold, with the line end not in sight yet: skips it. */
    static void skipLine(SourceBuffer source, RecordBatch batch) throws IOException {
        int start = source.position();
        long offset = source.offset(start);
        int lineEnd = source.limit();
        while (lineEnd == source.limit()) {
            int added = source.moreToSkip();
            if (added < 0) {
                source.requireIntact();
                lineEnd = source.limit();
                break;
            }
            lineEnd = ByteScan.indexOf(source.bytes(), added, source.limit(), LINE_FEEDS);
        }
        batch.start(source.bytes());
        reject(source, batch, offset, start, source.offset(lineEnd) - offset);
        source.advance(Math.min(lineEnd + 1, source.limit()));
    }

    static void reject(SourceBuffer source, RecordBatch batch, long offset, int start, long length) {
        batch.endRejected(
                source.nextRecord(),
                offset,
                start,
                (int) Math.min(Integer.MAX_VALUE, length),
                ErrorCode.ROW_TOO_LARGE,
                "The record has " + length + " bytes; the limit is " + source.maxRecordBytes());
    }
}
