package io.millrace.batch;

import io.millrace.model.Column;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.model.FormatSettings;
import io.millrace.model.Granularity;
import io.millrace.model.JobDefinition;
import io.millrace.model.JobSource;
import io.millrace.model.JobType;
import io.millrace.model.Mapping;
import io.millrace.model.TableDefinition;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Jobs over the Wikipedia edits. */
final class EditsJobs {
    private static final List<Field> INPUT = List.of(
            new Field("time", DataType.STRING),
            new Field("channel", DataType.STRING),
            new Field("isRobot", DataType.STRING),
            new Field("countryName", DataType.STRING),
            new Field("added", DataType.LONG),
            new Field("deleted", DataType.LONG));

    private EditsJobs() {}

    static TableDefinition detailTable(String name) {
        return new TableDefinition(
                UUID.randomUUID().toString(),
                "default",
                name,
                TableDefinition.Kind.DETAIL,
                List.of(
                        Column.dimension(Column.TIME, DataType.TIMESTAMP),
                        Column.dimension("channel", DataType.STRING),
                        Column.dimension("added", DataType.LONG),
                        Column.dimension("deleted", DataType.LONG)),
                Granularity.DAY,
                List.of(),
                Granularity.MILLISECOND);
    }

    static TableDefinition hourlyTable(String name) {
        return new TableDefinition(
                UUID.randomUUID().toString(),
                "default",
                name,
                TableDefinition.Kind.AGGREGATE,
                List.of(
                        Column.dimension(Column.TIME, DataType.TIMESTAMP),
                        Column.dimension("channel", DataType.STRING),
                        Column.dimension("isRobot", DataType.STRING),
                        Column.dimension("countryName", DataType.STRING),
                        Column.measure("edits", DataType.LONG),
                        Column.measure("added", DataType.LONG)),
                Granularity.DAY,
                List.of(),
                Granularity.HOUR);
    }

    static JobDefinition detail(TableDefinition table, JobSource source) {
        return job(
                table,
                source,
                List.of(
                        new Mapping(Column.TIME, "TIME_PARSE(\"time\")", false),
                        new Mapping("channel", "\"channel\"", false),
                        new Mapping("added", "\"added\"", false),
                        new Mapping("deleted", "\"deleted\"", false)));
    }

    static JobDefinition hourly(TableDefinition table, JobSource source) {
        return job(
                table,
                source,
                List.of(
                        new Mapping(Column.TIME, "TIME_PARSE(\"time\")", false),
                        new Mapping("channel", "\"channel\"", false),
                        new Mapping("isRobot", "\"isRobot\"", false),
                        new Mapping("countryName", "\"countryName\"", false),
                        new Mapping("edits", "COUNT(*)", true),
                        new Mapping("added", "SUM(\"added\")", true)));
    }

    private static JobDefinition job(TableDefinition table, JobSource source, List<Mapping> mappings) {
        return new JobDefinition(
                UUID.randomUUID().toString(),
                TestJobs.PROJECT,
                JobType.BATCH,
                table,
                source,
                new FormatSettings.NdJson(),
                INPUT,
                mappings,
                null,
                Integer.MAX_VALUE,
                Instant.now(),
                null);
    }
}
