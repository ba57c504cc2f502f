package io.millrace.model;

/**
 * What became of a job's records: absolute numbers since the job began.
 *
 * <p>{@code received = stored + filtered + late + early + unparseable + in flight}. Header rows and blank lines are in
 * none of them.
 *
 * @param received records read from the source
 * @param withWarning kept records in which some value was bad and became null; also in {@code stored} or in flight
 * @param filtered skipped by the filter expression
 * @param late older than the late rejection period
 * @param early further in the future than the early rejection period
 * @param unparseable could not become a row; each is a dead letter
 * @param stored input records whose rows are committed in the table
 * @param rowsPersisted rows committed in the table, after rollup
 * @param bytes uncompressed bytes of all records, skipped ones included
 */
public record JobCounters(
        long received,
        long withWarning,
        long filtered,
        long late,
        long early,
        long unparseable,
        long stored,
        long rowsPersisted,
        long bytes) {

    public static final JobCounters ZERO = new JobCounters(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public JobCounters plus(JobCounters other) {
        return new JobCounters(
                received + other.received,
                withWarning + other.withWarning,
                filtered + other.filtered,
                late + other.late,
                early + other.early,
                unparseable + other.unparseable,
                stored + other.stored,
                rowsPersisted + other.rowsPersisted,
                bytes + other.bytes);
    }

    public long rejected() {
        return late + early + unparseable;
    }

    /** Records that were received and have not ended anywhere yet. */
    public long inFlight() {
        return received - stored - filtered - rejected();
    }
}
