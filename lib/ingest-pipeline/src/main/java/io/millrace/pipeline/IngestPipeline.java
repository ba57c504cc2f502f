package io.millrace.pipeline;

import io.millrace.columns.ColumnBatch;
import io.millrace.formats.RecordBatch;
import io.millrace.formats.RejectedRecord;
import io.millrace.model.JobCounters;
import java.time.Clock;

/**
 * Runs a job over records: filter, mappings, null and late and early times, rollup. Every record ends as kept, filtered,
 * late, early or unparseable, and is counted once. Not thread-safe.
 */
public final class IngestPipeline {
    /** Where rows go. */
    public interface RowSink {
        /**
         * @param rows valid during the call; columns of {@link CompiledJob#output()}
         * @param inputRecords how many records the rows stand for
         */
        void accept(ColumnBatch rows, long inputRecords);
    }

    /** Where records go that cannot become rows. */
    public interface RejectSink {
        void accept(RejectedRecord rejected);
    }

    /**
     * @param clock tells now, for late and early rejection
     * @param maxRollupBytes groups are handed out early when they take more
     */
    public IngestPipeline(CompiledJob job, RowSink rows, RejectSink rejects, Clock clock, long maxRollupBytes) {
        throw new UnsupportedOperationException();
    }

    public void process(RecordBatch batch) {
        throw new UnsupportedOperationException();
    }

    /** Hands out the groups that rollup still holds. */
    public void flush() {
        throw new UnsupportedOperationException();
    }

    /** Since the pipeline was made. Nothing here is stored yet: {@code stored} and {@code rowsPersisted} are 0. */
    public JobCounters counters() {
        throw new UnsupportedOperationException();
    }
}
