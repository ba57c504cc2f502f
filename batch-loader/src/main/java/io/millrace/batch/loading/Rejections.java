package io.millrace.batch.loading;

import io.millrace.formats.RejectedRecord;
import io.millrace.messages.DeadLetter;
import io.millrace.messages.Report;
import io.millrace.model.ErrorCode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The records that one task rejected: a bounded number of them as dead letters, the first few as lines of the log. */
public final class Rejections {
    private static final int LOG_LINES = 5;

    private final String jobId;
    private final int taskNumber;
    private final int maxLetters;
    private final long maxLetterBytes;
    private final InstantSource clock;
    private final List<DeadLetter> deadLetters = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private long letterBytes;
    private long count;

    Rejections(String jobId, int taskNumber, int maxLetters, long maxLetterBytes, InstantSource clock) {
        this.jobId = jobId;
        this.taskNumber = taskNumber;
        this.maxLetters = maxLetters;
        this.maxLetterBytes = maxLetterBytes;
        this.clock = clock;
    }

    void add(String source, RejectedRecord record) {
        count++;
        if (lines.size() < LOG_LINES) {
            lines.add(describe(source, record));
        }
        if (deadLetters.size() < maxLetters && letterBytes + record.payload().length <= maxLetterBytes) {
            letterBytes += record.payload().length;
            deadLetters.add(new DeadLetter(
                    jobId,
                    clock.instant(),
                    source,
                    record.recordNumber(),
                    record.byteOffset(),
                    record.code(),
                    record.message(),
                    record.payload(),
                    record.truncated()));
        }
    }

    /** Where the record is and what is wrong with it, without what is in it. */
    static String describe(String source, RejectedRecord record) {
        return source + ", record " + record.recordNumber() + " at byte " + record.byteOffset() + ": "
                + record.message();
    }

    public List<DeadLetter> deadLetters() {
        return List.copyOf(deadLetters);
    }

    /** The first few, and a line that counts the rest. */
    public List<Report.LogLine> logLines() {
        List<Report.LogLine> reports = new ArrayList<>();
        for (String line : lines) {
            reports.add(line(reports.size(), line));
        }
        if (count > lines.size()) {
            reports.add(line(
                    reports.size(),
                    (count - lines.size()) + " more records of task " + taskNumber + " were rejected; "
                            + deadLetters.size() + " are kept as dead letters."));
        }
        return reports;
    }

    private Report.LogLine line(int index, String message) {
        String id = jobId + "-load-" + taskNumber + "-rejected-" + index;
        return new Report.LogLine(jobId, clock.instant(), id, Report.Level.WARN, ErrorCode.INVALID_ROWS_FOUND, message);
    }
}
