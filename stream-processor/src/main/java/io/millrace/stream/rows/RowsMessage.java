package io.millrace.stream.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What the headers of a message on a rows topic say; its value is an Arrow stream of one batch.
 *
 * @param jobId the job that the rows belong to
 * @param inputRecords how many input records the rows stand for; 0 when the records are counted in a neighbouring message
 */
public record RowsMessage(String jobId, long inputRecords) {
    private static final String VERSION_HEADER = "millrace-rows-version";
    private static final String JOB_HEADER = "millrace-job";
    private static final String RECORDS_HEADER = "millrace-input-records";
    private static final String VERSION = "1";

    public RowsMessage {
        requireNonNull(jobId);
        if (inputRecords < 0) {
            throw new IllegalArgumentException("inputRecords must not be negative: " + inputRecords);
        }
    }

    public Headers toHeaders() {
        return new RecordHeaders()
                .add(VERSION_HEADER, VERSION.getBytes(UTF_8))
                .add(JOB_HEADER, jobId.getBytes(UTF_8))
                .add(RECORDS_HEADER, Long.toString(inputRecords).getBytes(UTF_8));
    }

    /** @throws UnreadableRowsException if the headers are missing or of a version that this service does not know */
    public static RowsMessage of(Headers headers) {
        String version = text(headers, VERSION_HEADER);
        if (!version.equals(VERSION)) {
            throw new UnreadableRowsException("the rows have version " + version + ", this service reads version "
                    + VERSION + "; update the service");
        }
        return new RowsMessage(text(headers, JOB_HEADER), number(text(headers, RECORDS_HEADER)));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            throw new UnreadableRowsException("the header " + name + " is missing");
        }
        return new String(header.value(), UTF_8);
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new UnreadableRowsException("the header " + RECORDS_HEADER + " is not a number: " + text, e);
        }
    }
}
