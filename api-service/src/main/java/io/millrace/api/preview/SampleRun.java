package io.millrace.api.preview;

import io.millrace.api.errors.ApiException;
import io.millrace.formats.RecordBatch;
import io.millrace.formats.RecordFormats;
import io.millrace.formats.RecordReader;
import io.millrace.formats.UnreadableSourceException;
import io.millrace.model.Compression;
import io.millrace.model.JobCounters;
import io.millrace.pipeline.CompiledJob;
import io.millrace.pipeline.IngestPipeline;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The way of a sample's records through the job's pipeline, until there are enough of them. Not thread-safe. */
final class SampleRun {
    static final int MAX_RECORDS = 1000;
    static final int MAX_BYTES = 1 << 20;

    /** What a record that begins within the sample may need, with room for a line that is too long. */
    private static final long MAX_STORED_BYTES = 2L * MAX_BYTES + 64 * 1024;

    private static final Duration TIME = Duration.ofSeconds(5);
    private static final long ROLLUP_BYTES = 64L * 1024 * 1024;

    private final CompiledJob job;
    private final PreviewAnswer answer;
    private final IngestPipeline pipeline;
    /** Of one record, so that the sample can end after any. */
    private final RecordBatch batch;

    private final long deadline = System.nanoTime() + TIME.toNanos();
    private String source = "";

    SampleRun(CompiledJob job, PreviewAnswer answer) {
        this.job = job;
        this.answer = answer;
        this.pipeline = new IngestPipeline(
                job, answer::addRows, rejected -> answer.addError(source, rejected), Clock.systemUTC(), ROLLUP_BYTES);
        this.batch = new RecordBatch(job.input(), 1);
    }

    /** Whether the sample is complete, or its time is up. */
    boolean isOver() {
        JobCounters counters = pipeline.counters();
        return counters.received() >= MAX_RECORDS
                || counters.bytes() >= MAX_BYTES
                || remaining().isZero();
    }

    /** How long the sample may still take. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /** Reads the beginning of a file and closes it. */
    void readFile(String name, InputStream stored, @Nullable Compression declared) throws IOException {
        try (SampleInput input = new SampleInput(stored, MAX_STORED_BYTES, deadline)) {
            try {
                consume(name, RecordFormats.ofFile(job.definition().format(), job.input(), input, declared));
            } catch (UnreadableSourceException e) {
                if (!input.isCut()) {
                    reportUnreadable(name, e);
                }
            } catch (IOException e) {
                if (!input.isCut()) {
                    throw e;
                }
            } catch (IllegalArgumentException e) {
                throw badSchema(e);
            }
        }
    }

    /** Reads a message of a stream. */
    void readMessage(String name, byte[] bytes) throws IOException {
        try {
            consume(name, RecordFormats.ofMessage(job.definition().format(), job.input(), bytes));
        } catch (UnreadableSourceException e) {
            reportUnreadable(name, e);
        } catch (IllegalArgumentException e) {
            throw badSchema(e);
        }
    }

    void reportUnreadable(String name, UnreadableSourceException problem) {
        answer.addUnreadable(name, String.valueOf(problem.getMessage()));
    }

    /** Hands out what rollup still holds and tells what became of the records. */
    JobCounters finish() {
        pipeline.flush();
        return pipeline.counters();
    }

    private void consume(String name, RecordReader opened) throws IOException {
        source = name;
        try (RecordReader reader = opened) {
            while (!isOver() && reader.read(batch)) {
                pipeline.process(batch);
            }
        }
    }

    private static ApiException badSchema(IllegalArgumentException problem) {
        return ApiException.badArgument("source.inputSchema", String.valueOf(problem.getMessage()));
    }
}
