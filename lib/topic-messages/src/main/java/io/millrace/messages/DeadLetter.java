package io.millrace.messages;

import static java.util.Objects.requireNonNull;

import io.millrace.model.ErrorCode;
import java.time.Instant;

/**
 * A record that could not be ingested.
 *
 * @param source a topic with partition and offset, or an object's name
 * @param recordNumber counted from 1 within the source (the Kafka record or the object)
 * @param byteOffset of the record within the uncompressed source
 * @param payload the record's bytes, at most {@link #MAX_PAYLOAD_BYTES}
 */
public record DeadLetter(
        String jobId,
        Instant at,
        String source,
        long recordNumber,
        long byteOffset,
        ErrorCode code,
        String message,
        byte[] payload,
        boolean payloadTruncated) {
    public static final int MAX_PAYLOAD_BYTES = 64 * 1024;

    public DeadLetter {
        requireNonNull(jobId);
        requireNonNull(at);
        requireNonNull(source);
        requireNonNull(code);
        requireNonNull(message);
        requireNonNull(payload);
    }
}
