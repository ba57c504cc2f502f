package io.millrace.sql.time;

/** Reads timestamps from text. Not thread-safe. */
public interface TimestampReader {
    /** What {@link #parse} gives for text that is no timestamp. */
    long INVALID = Long.MIN_VALUE;

    /**
     * Milliseconds since the epoch, in UTC if the text has an offset, else in whatever zone the text is meant; or
     * {@link #INVALID}.
     */
    long parse(byte[] source, int offset, int length);

    /** Whether the text parsed last had an offset. */
    boolean sawOffset();
}
