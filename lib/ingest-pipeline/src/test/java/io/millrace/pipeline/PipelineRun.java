package io.millrace.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.formats.RecordBatch;
import io.millrace.formats.RecordFormats;
import io.millrace.formats.RecordReader;
import io.millrace.formats.RejectedRecord;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Runs lines of JSON through a pipeline and keeps what comes out, as text. */
final class PipelineRun {
    static final Instant NOW = Instant.parse("2024-06-01T00:00:00Z");

    final List<String> rows = new ArrayList<>();
    final List<Long> inputRecords = new ArrayList<>();
    final List<RejectedRecord> rejected = new ArrayList<>();
    private final JobDefinition job;
    private final RowSchema input;
    private final IngestPipeline pipeline;

    PipelineRun(CompiledJob job, long maxRollupBytes) {
        this(job.definition(), job.newProjection(), maxRollupBytes);
    }

    PipelineRun(JobDefinition job, Projection projection, long maxRollupBytes) {
        this.job = job;
        this.input = projection.input();
        this.pipeline = new IngestPipeline(
                job, projection, this::take, rejected::add, Clock.fixed(NOW, ZoneOffset.UTC), maxRollupBytes);
    }

    static PipelineRun of(JobSketch job, String... lines) {
        PipelineRun run = new PipelineRun(job.compile(), Long.MAX_VALUE);
        run.process(lines);
        run.pipeline.flush();
        return run;
    }

    void process(String... lines) {
        byte[] bytes = String.join("\n", lines).getBytes(UTF_8);
        RecordBatch batch = new RecordBatch(input, 1000);
        try (RecordReader reader = RecordFormats.ofFile(job.format(), input, new ByteArrayInputStream(bytes), null)) {
            while (reader.read(batch)) {
                pipeline.process(batch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void flush() {
        pipeline.flush();
    }

    JobCounters counters() {
        return pipeline.counters();
    }

    long recordsHandedOn() {
        return inputRecords.stream().mapToLong(Long::longValue).sum();
    }

    private void take(ColumnBatch batch, long records) {
        inputRecords.add(records);
        for (int row = 0; row < batch.rows(); row++) {
            rows.add(text(batch, row));
        }
    }

    /** The values, separated by bars. */
    private static String text(ColumnBatch batch, int row) {
        List<String> values = new ArrayList<>();
        for (int column = 0; column < batch.schema().size(); column++) {
            values.add(value(batch, column, row));
        }
        return String.join(" | ", values);
    }

    private static String value(ColumnBatch batch, int column, int row) {
        if (batch.vector(column).isNull(row)) {
            return "null";
        }
        return switch (batch.schema().type(column)) {
            case TIMESTAMP -> Instant.ofEpochMilli(batch.longs(column).get(row)).toString();
            case LONG -> Long.toString(batch.longs(column).get(row));
            case DOUBLE, FLOAT -> Double.toString(batch.doubles(column).get(row));
            default -> batch.bytes(column).string(row);
        };
    }
}
