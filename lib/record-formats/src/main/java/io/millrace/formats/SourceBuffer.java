package io.millrace.formats;

import io.millrace.formats.values.ByteScan;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The part of a source that is being read. Between {@link #position} and {@link #limit} lie the bytes that no record has
 * taken yet; a line feed is always behind the limit, so that a last line without one reads like any other, and {@link
 * ByteScan#SLACK} behind that.
 *
 * <p>Bytes move only in {@link #more} and {@link #moreToSkip}: between two calls, places in the array stay what they are.
 */
final class SourceBuffer implements Closeable {
    static final int DEFAULT_BYTES = 1 << 20;
    /** Of one record, without its line end. */
    static final int MAX_RECORD_BYTES = 1 << 20;

    private static final int LINE_END_BYTES = 2;

    private final InputStream source;
    private final int maxRecordBytes;
    private final int window;
    private byte[] bytes;
    private int position;
    private int limit;
    private long offset;
    private long records;
    private boolean ended;
    private @Nullable IOException failure;

    SourceBuffer(InputStream source, int bufferBytes, int maxRecordBytes) {
        this.source = source;
        this.maxRecordBytes = maxRecordBytes;
        this.window = Math.max(maxRecordBytes, RejectedRecord.MAX_PAYLOAD_BYTES) + LINE_END_BYTES;
        this.bytes = new byte[bufferBytes + ByteScan.SLACK];
        markEnd();
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the next record starts. */
    int position() {
        return position;
    }

    int limit() {
        return limit;
    }

    /** Whether nothing more can be read. */
    boolean isEnded() {
        return ended;
    }

    /** Whether the limit is where the source ends, rather than where reading it failed or has got to. */
    boolean isWhole() {
        return ended && failure == null;
    }

    int maxRecordBytes() {
        return maxRecordBytes;
    }

    /** The place of an index within the uncompressed source. */
    long offset(int index) {
        return offset + index;
    }

    /** Counts one record more and returns its number. */
    long nextRecord() {
        return ++records;
    }

    void advance(int to) {
        position = to;
    }

    /** Drops a byte order mark; to be called once, before anything else. */
    void open() throws IOException {
        while (limit < 3 && more()) {}
        if (limit >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf) {
            position = 3;
        }
    }

    /**
     * Reads on, keeping what lies between position and limit and moving it to the front.
     *
     * @return false if nothing was added: the source has ended, or more than a record of the largest size is here
     */
    boolean more() throws IOException {
        if (ended) {
            return false;
        }
        System.arraycopy(bytes, position, bytes, 0, limit - position);
        offset += position;
        limit -= position;
        position = 0;
        if (limit >= capacity()) {
            if (limit >= window) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, Math.min(window, Math.max(16, capacity() * 2)) + ByteScan.SLACK);
        }
        return fill();
    }

    /**
     * Reads on within a record that is too long, keeping as much of it as its rejection shows, from position on. What was
     * added lies from there to the limit.
     *
     * @return where that is, or -1 at the end of the source
     */
    int moreToSkip() throws IOException {
        int kept = position + RejectedRecord.MAX_PAYLOAD_BYTES;
        offset += limit - kept;
        limit = kept;
        return !ended && fill() ? kept : -1;
    }

    /** The failure that ended the source early, if one did; to be called when all that came before has been read. */
    void requireIntact() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private int capacity() {
        return bytes.length - ByteScan.SLACK;
    }

    /** What came before a failure is kept: the records in it are good. */
    private boolean fill() {
        int before = limit;
        try {
            while (limit < capacity() && !ended) {
                int read = source.read(bytes, limit, capacity() - limit);
                ended = read < 0;
                limit += Math.max(0, read);
            }
        } catch (IOException e) {
            failure = e;
            ended = true;
        }
        markEnd();
        return limit > before;
    }

    private void markEnd() {
        bytes[limit] = '\n';
    }
}
