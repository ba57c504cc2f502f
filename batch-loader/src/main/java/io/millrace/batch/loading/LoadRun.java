package io.millrace.batch.loading;

import io.millrace.batch.task.StopSignal;
import io.millrace.batch.task.TaskFailedException;
import io.millrace.formats.RejectedRecord;
import io.millrace.messages.BatchTask;
import io.millrace.messages.TaskOutcome;
import io.millrace.model.ErrorCode;
import io.millrace.model.JobCounters;
import io.millrace.pipeline.CompiledJob;
import io.millrace.pipeline.IngestPipeline;
import io.millrace.tables.StagedFileWriter;
import java.time.Clock;
import java.time.Duration;

/** One attempt's way of records through the pipeline into the writer. Not thread-safe. */
final class LoadRun {
    private final BatchTask.Load task;
    private final Rejections rejections;
    private final IngestPipeline pipeline;
    private String source = "";

    LoadRun(
            BatchTask.Load task,
            CompiledJob job,
            Rejections rejections,
            StagedFileWriter writer,
            Clock clock,
            long rollupBytes) {
        this.task = task;
        this.rejections = rejections;
        this.pipeline =
                new IngestPipeline(job, (rows, records) -> writer.write(rows), this::reject, clock, rollupBytes);
    }

    void consume(ReadAhead records, LoadListener listener, Duration progressInterval, StopSignal stop)
            throws InterruptedException {
        long nextProgress = System.nanoTime() + progressInterval.toNanos();
        for (ReadAhead.Filled filled = records.next(); filled != null; filled = records.next()) {
            stop.throwIfStopped();
            source = filled.object().name();
            pipeline.process(filled.batch());
            records.release(filled);
            failIfTooManyAreBad();
            if (System.nanoTime() - nextProgress >= 0) {
                nextProgress = System.nanoTime() + progressInterval.toNanos();
                listener.onProgress(new TaskOutcome.Loading(
                        task.job().id(), task.number(), pipeline.counters(), records.bytesRead()));
            }
        }
        stop.throwIfStopped();
        pipeline.flush();
    }

    JobCounters counters() {
        return pipeline.counters();
    }

    private void reject(RejectedRecord record) {
        rejections.add(source, record);
        if (record.code() == ErrorCode.NULL_TIMESTAMP) {
            throw TaskFailedException.forGood(ErrorCode.NULL_TIMESTAMP, Rejections.describe(source, record), null);
        }
    }

    private void failIfTooManyAreBad() {
        JobCounters counters = pipeline.counters();
        long bad = counters.unparseable() + counters.withWarning();
        if (bad > task.job().maxParseExceptions()) {
            String message = "At " + source + ": " + bad
                    + " records could not be parsed or had a value that could not be converted; the job allows "
                    + task.job().maxParseExceptions() + " (maxParseExceptions).";
            throw TaskFailedException.forGood(ErrorCode.CANNOT_PARSE_SOURCE, message, null);
        }
    }
}
