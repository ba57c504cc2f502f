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

/** Jobs for tests. */
public final class TestJobs {
    public static final String PROJECT = "6d1c9c3e-64d6-4a0f-8d0e-000000000002";

    private TestJobs() {}

    /** Two columns of newline-delimited JSON into a detail table. */
    public static JobDefinition small(String id, JobSource source) {
        return small(id, source, Integer.MAX_VALUE);
    }

    public static JobDefinition small(String id, JobSource source, long maxParseExceptions) {
        return new JobDefinition(
                id,
                PROJECT,
                JobType.BATCH,
                new TableDefinition(
                        "6d1c9c3e-64d6-4a0f-8d0e-000000000003",
                        "default",
                        "edits",
                        TableDefinition.Kind.DETAIL,
                        List.of(
                                Column.dimension(Column.TIME, DataType.TIMESTAMP),
                                Column.dimension("page", DataType.STRING)),
                        Granularity.DAY,
                        List.of(),
                        Granularity.MILLISECOND),
                source,
                new FormatSettings.NdJson(),
                List.of(new Field("time", DataType.STRING), new Field("page", DataType.STRING)),
                List.of(
                        new Mapping(Column.TIME, "TIME_PARSE(\"time\")", false),
                        new Mapping("page", "\"page\"", false)),
                null,
                maxParseExceptions,
                Instant.parse("2026-01-01T00:00:00Z"),
                null);
    }
}
