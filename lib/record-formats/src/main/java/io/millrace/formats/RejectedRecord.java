package io.millrace.formats;

import io.millrace.model.ErrorCode;

/**
 * A record that could not become a row.
 *
 * @param recordNumber counted from 1 within the source; blank lines and headers do not count
 * @param byteOffset of the record in the uncompressed source
 * @param message for the user: what was found, where, what was expected
 * @param payload the record's bytes, at most {@link #MAX_PAYLOAD_BYTES} of them
 */
public record RejectedRecord(
        long recordNumber, long byteOffset, ErrorCode code, String message, byte[] payload, boolean truncated) {
    public static final int MAX_PAYLOAD_BYTES = 64 * 1024;
}
