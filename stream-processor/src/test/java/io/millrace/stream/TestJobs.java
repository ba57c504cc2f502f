package io.millrace.stream;

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
import java.util.List;

/** Jobs over events such as {@code {"at":"2026-03-01T11:00:00Z","word":"a","n":1}}. */
public final class TestJobs {
    private static final List<Field> FIELDS = List.of(
            new Field("at", DataType.STRING), new Field("word", DataType.STRING), new Field("n", DataType.LONG));
    private static final Mapping TIME = new Mapping("__time", "TIME_PARSE(\"at\")", false);
    private static final Mapping WORD = new Mapping("word", "\"word\"", false);

    private TestJobs() {}

    /** Keeps every event; {@code n} as it is. */
    public static JobDefinition detail(String jobId, String tableId, Instant createdAt) {
        TableDefinition table = table(
                tableId,
                TableDefinition.Kind.DETAIL,
                Granularity.MILLISECOND,
                Column.dimension("word", DataType.STRING),
                Column.dimension("n", DataType.LONG));
        return job(jobId, table, List.of(TIME, WORD, new Mapping("n", "\"n\"", false)), null, 1_000, createdAt);
    }

    /** Counts events and sums {@code n} by hour and word. */
    public static JobDefinition rollup(String jobId, String tableId, Instant createdAt) {
        TableDefinition table = table(
                tableId,
                TableDefinition.Kind.AGGREGATE,
                Granularity.HOUR,
                Column.dimension("word", DataType.STRING),
                Column.measure("events", DataType.LONG),
                Column.measure("total", DataType.LONG));
        List<Mapping> mappings =
                List.of(TIME, WORD, new Mapping("events", "COUNT(*)", true), new Mapping("total", "SUM(\"n\")", true));
        return job(jobId, table, mappings, null, 1_000, createdAt);
    }

    public static JobDefinition withFilter(JobDefinition job, String filter) {
        return job(job.id(), job.table(), job.mappings(), filter, job.maxParseExceptions(), job.createdAt());
    }

    public static JobDefinition withMaxParseExceptions(JobDefinition job, long limit) {
        return job(job.id(), job.table(), job.mappings(), job.filterExpression(), limit, job.createdAt());
    }

    /** Reads only what comes after its creation. */
    public static JobDefinition fromLatest(JobDefinition job) {
        return new JobDefinition(
                job.id(),
                job.projectId(),
                job.type(),
                job.table(),
                job.source(),
                job.format(),
                job.inputSchema(),
                job.mappings(),
                job.filterExpression(),
                job.maxParseExceptions(),
                job.createdAt(),
                new StreamingSettings(ReadFromPoint.LATEST, Duration.ofDays(30), Duration.ofDays(1)));
    }

    public static String event(Instant at, String word, long n) {
        return "{\"at\":\"" + at + "\",\"word\":\"" + word + "\",\"n\":" + n + "}\n";
    }

    private static TableDefinition table(
            String id, TableDefinition.Kind kind, Granularity resolution, Column... columns) {
        List<Column> all = new java.util.ArrayList<>();
        all.add(Column.dimension(Column.TIME, DataType.TIMESTAMP));
        all.addAll(List.of(columns));
        return new TableDefinition(id, "tests", "words_" + id, kind, all, Granularity.DAY, List.of(), resolution);
    }

    private static JobDefinition job(
            String id,
            TableDefinition table,
            List<Mapping> mappings,
            @org.jspecify.annotations.Nullable String filter,
            long maxParseExceptions,
            Instant createdAt) {
        return new JobDefinition(
                id,
                "project",
                JobType.STREAMING,
                table,
                new JobSource.PushTopic("connection-" + table.id(), "millrace.events.project.connection-" + table.id()),
                new FormatSettings.NdJson(),
                FIELDS,
                mappings,
                filter,
                maxParseExceptions,
                createdAt,
                new StreamingSettings(ReadFromPoint.EARLIEST, Duration.ofDays(30), Duration.ofDays(1)));
    }
}
