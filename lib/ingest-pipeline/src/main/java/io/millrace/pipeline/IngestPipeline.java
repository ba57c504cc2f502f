package io.millrace.pipeline;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.formats.RecordBatch;
import io.millrace.formats.RejectedRecord;
import io.millrace.model.ErrorCode;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import io.millrace.sql.CompiledExpression;
import io.millrace.sql.RowProblems;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    private final Projection projection;
    private final RowSink sink;
    private final RejectSink rejects;
    private final TimeWindow window;
    private final TimeFloor floor;
    private final @Nullable Rollup rollup;
    private final long maxRollupBytes;
    private final Counts counts = new Counts();
    private final RowSelection filtered = new RowSelection();
    private final RowSelection survivors = new RowSelection();
    private final RowProblems filterProblems = new RowProblems();
    private final RowProblems problems = new RowProblems();
    private final ColumnBatch selectedInput;
    private final ColumnBatch selectedOutput;
    /** Records that the groups in {@link #rollup} stand for. */
    private long rolledUpRecords;
    /** Groups that the current {@link #flush} has yet to hand out. */
    private long groupsLeft;

    /**
     * @param clock tells now, for late and early rejection
     * @param maxRollupBytes groups are handed out early when they take more
     */
    public IngestPipeline(CompiledJob job, RowSink rows, RejectSink rejects, Clock clock, long maxRollupBytes) {
        this(job.definition(), job.newProjection(), rows, rejects, clock, maxRollupBytes);
    }

    IngestPipeline(
            JobDefinition job,
            Projection projection,
            RowSink rows,
            RejectSink rejects,
            Clock clock,
            long maxRollupBytes) {
        this.projection = projection;
        this.sink = rows;
        this.rejects = rejects;
        this.window = TimeWindow.of(job, clock);
        this.floor = new TimeFloor(job.table().timeResolution());
        this.rollup = job.rollsUp() ? Rollup.merging(projection.output(), projection.merges()) : null;
        this.maxRollupBytes = maxRollupBytes;
        this.selectedInput = new ColumnBatch(projection.input());
        this.selectedOutput = new ColumnBatch(projection.output());
    }

    /** Takes all records of the batch, good and bad. */
    public void process(RecordBatch batch) {
        int rows = batch.rows().rows();
        counts.received += rows + batch.rejected().size();
        counts.bytes += batch.bytes();
        batch.rejected().forEach(this::reject);
        filter(batch);
        if (filtered.count() > 0) {
            map(batch);
        }
    }

    private void filter(RecordBatch batch) {
        int rows = batch.rows().rows();
        CompiledExpression filter = projection.filter();
        filterProblems.reset(rows);
        if (filter == null || rows == 0) {
            filtered.all(rows);
            return;
        }
        LongVector verdicts = (LongVector) filter.evaluate(batch.rows(), filterProblems);
        filtered.where(verdicts, rows);
        int failed = filterProblems.any() ? rejectFailed(batch) : 0;
        counts.filtered += rows - failed - filtered.count();
    }

    /** A row of which the filter cannot tell is neither kept nor filtered. */
    private int rejectFailed(RecordBatch batch) {
        int failed = 0;
        for (int row = 0; row < batch.rows().rows(); row++) {
            String error = filterProblems.error(row);
            if (error != null) {
                reject(batch.reject(row, ErrorCode.EXPRESSION_FAILED, "filterExpression: " + error));
                failed++;
            }
        }
        filtered.removeIf(row -> filterProblems.error(row) != null);
        return failed;
    }

    private void map(RecordBatch batch) {
        ColumnBatch input = input(batch.rows());
        problems.reset(input.rows());
        List<Vector> vectors = new ArrayList<>(projection.columns().size());
        for (Projection.OutputColumn column : projection.columns()) {
            vectors.add(column.evaluate(input, problems));
        }
        judge(batch, (LongVector) vectors.get(projection.time()));
        if (survivors.count() > 0) {
            handOn(output(vectors, input.rows()));
        }
    }

    /** Only the rows that the filter kept. */
    private ColumnBatch input(ColumnBatch all) {
        if (filtered.isAll()) {
            return all;
        }
        for (int column = 0; column < all.schema().size(); column++) {
            VectorCopies.select(all.vector(column), filtered.rows(), filtered.count(), selectedInput.vector(column));
        }
        selectedInput.setRows(filtered.count());
        return selectedInput;
    }

    /** Decides on every row; those that stay are the survivors, counted among the filtered rows. */
    private void judge(RecordBatch batch, LongVector times) {
        int rows = filtered.count();
        window.startBatch();
        if (!problems.any() && window.holdsAll(times)) {
            survivors.all(rows);
        } else {
            survivors.start();
            for (int i = 0; i < rows; i++) {
                judge(batch, times, i);
            }
            survivors.end(rows);
        }
        countWarnings(batch);
    }

    private void judge(RecordBatch batch, LongVector times, int i) {
        String error = problems.any() ? problems.error(i) : null;
        if (error != null) {
            reject(batch.reject(filtered.row(i), ErrorCode.EXPRESSION_FAILED, error));
            return;
        }
        switch (window.place(times, i)) {
            case INSIDE -> survivors.add(i);
            case NULL ->
                reject(batch.reject(
                        filtered.row(i),
                        ErrorCode.NULL_TIMESTAMP,
                        "\"__time\" is null: its field is missing, or its text is not a time."));
            case OUT_OF_BOUNDS ->
                reject(batch.reject(
                        filtered.row(i),
                        ErrorCode.TIMESTAMP_OUT_OF_BOUNDS,
                        TimeWindow.outOfBoundsMessage(times.get(i))));
            case LATE -> counts.late++;
            case EARLY -> counts.early++;
        }
    }

    private void countWarnings(RecordBatch batch) {
        boolean filterWarned = filterProblems.any();
        boolean mappingWarned = problems.any();
        for (int i = 0; i < survivors.count(); i++) {
            int mapped = survivors.row(i);
            int row = filtered.row(mapped);
            if (batch.hasWarning(row)
                    || (mappingWarned && problems.hasWarning(mapped))
                    || (filterWarned && filterProblems.hasWarning(row))) {
                counts.withWarning++;
            }
        }
    }

    private ColumnBatch output(List<Vector> vectors, int rows) {
        int time = projection.time();
        if (survivors.isAll()) {
            vectors.set(time, floor.floor((LongVector) vectors.get(time)));
            return new ColumnBatch(projection.output(), vectors, rows);
        }
        List<Vector> selected = new ArrayList<>(vectors.size());
        for (int column = 0; column < vectors.size(); column++) {
            Vector target = selectedOutput.vector(column);
            VectorCopies.select(vectors.get(column), survivors.rows(), survivors.count(), target);
            selected.add(column == time ? floor.floor((LongVector) target) : target);
        }
        return new ColumnBatch(projection.output(), selected, survivors.count());
    }

    private void handOn(ColumnBatch rows) {
        if (rollup == null) {
            sink.accept(rows, rows.rows());
            return;
        }
        rollup.add(rows);
        rolledUpRecords += rows.rows();
        if (rollup.memoryBytes() > maxRollupBytes) {
            flush();
        }
    }

    /**
     * Hands out the groups that rollup still holds. The last batch stands for all records, the others for none: whoever
     * has stored a record's count has stored all of its rows.
     */
    public void flush() {
        if (rollup == null) {
            return;
        }
        groupsLeft = rollup.groups();
        rollup.drain(groups -> {
            groupsLeft -= groups.rows();
            sink.accept(groups, groupsLeft == 0 ? rolledUpRecords : 0);
        });
        rolledUpRecords = 0;
    }

    private void reject(RejectedRecord rejected) {
        counts.unparseable++;
        rejects.accept(rejected);
    }

    /** Since the pipeline was made. Nothing here is stored yet: {@code stored} and {@code rowsPersisted} are 0. */
    public JobCounters counters() {
        return counts.asCounters();
    }

    private static final class Counts {
        private long received;
        private long withWarning;
        private long filtered;
        private long late;
        private long early;
        private long unparseable;
        private long bytes;

        JobCounters asCounters() {
            return new JobCounters(received, withWarning, filtered, late, early, unparseable, 0, 0, bytes);
        }
    }
}
