package io.millrace.pipeline;

import io.millrace.model.Column;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.model.FormatSettings;
import io.millrace.model.Granularity;
import io.millrace.model.JobDefinition;
import io.millrace.model.JobDefinition.ReadFromPoint;
import io.millrace.model.JobDefinition.StreamingSettings;
import io.millrace.model.JobSource;
import io.millrace.model.JobType;
import io.millrace.model.Mapping;
import io.millrace.model.TableDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A job for a test, said in few words. A mapping makes its column, unless the column was there before. */
final class JobSketch {
    static final Instant CREATED = Instant.parse("2024-03-05T14:37:22.123Z");

    private final List<Field> input = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private final List<Mapping> mappings = new ArrayList<>();
    private TableDefinition.Kind kind = TableDefinition.Kind.DETAIL;
    private Granularity resolution = Granularity.MILLISECOND;
    private @Nullable String filter;
    private @Nullable StreamingSettings streaming;

    JobSketch() {
        columns.add(Column.dimension(Column.TIME, DataType.TIMESTAMP));
    }

    /** A job with {@code "t"} for its times, in milliseconds. */
    static JobSketch withTime() {
        return new JobSketch().field("t", DataType.LONG).map("__time", "MILLIS_TO_TIMESTAMP(\"t\")");
    }

    JobSketch field(String name, DataType type) {
        input.add(new Field(name, type));
        return this;
    }

    JobSketch column(String name, DataType type) {
        columns.add(Column.dimension(name, type));
        return this;
    }

    JobSketch measure(String name, DataType type) {
        kind = TableDefinition.Kind.AGGREGATE;
        columns.add(Column.measure(name, type));
        return this;
    }

    JobSketch aggregateTable(Granularity timeResolution) {
        kind = TableDefinition.Kind.AGGREGATE;
        resolution = timeResolution;
        return this;
    }

    JobSketch map(String column, String expression) {
        mappings.add(new Mapping(column, expression, false));
        return this;
    }

    JobSketch aggregate(String column, String expression) {
        mappings.add(new Mapping(column, expression, true));
        return this;
    }

    JobSketch filter(String expression) {
        filter = expression;
        return this;
    }

    JobSketch streaming(Duration late, Duration early) {
        streaming = new StreamingSettings(ReadFromPoint.EARLIEST, late, early);
        return this;
    }

    JobDefinition definition() {
        TableDefinition table = new TableDefinition(
                "table-id", "project", "visits", kind, columns, Granularity.DAY, List.of(), resolution);
        return new JobDefinition(
                "job-id",
                "project",
                streaming == null ? JobType.BATCH : JobType.STREAMING,
                table,
                new JobSource.Inline(""),
                new FormatSettings.NdJson(),
                input,
                mappings,
                filter,
                Long.MAX_VALUE,
                CREATED,
                streaming);
    }

    CompiledJob compile() {
        return CompiledJob.compile(definition());
    }
}
