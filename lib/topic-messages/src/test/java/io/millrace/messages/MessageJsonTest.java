package io.millrace.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.Column;
import io.millrace.model.Compression;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.model.FormatSettings;
import io.millrace.model.Granularity;
import io.millrace.model.JobDefinition;
import io.millrace.model.JobDefinition.ReadFromPoint;
import io.millrace.model.JobDefinition.StreamingSettings;
import io.millrace.model.JobSource;
import io.millrace.model.JobSource.ObjectSelection;
import io.millrace.model.JobSource.StagedUpload;
import io.millrace.model.JobType;
import io.millrace.model.Mapping;
import io.millrace.model.S3Location;
import io.millrace.model.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageJsonTest {
    static Stream<JobSource> sources() {
        S3Location zoo = new S3Location("http://127.0.0.1:9000", "us-east-1", "zoo", "penguins/", "id", "secret");
        return Stream.of(
                new JobSource.Uploaded(List.of(new StagedUpload("a/b.json.gz", "files/1", 12, Compression.GZIP))),
                new JobSource.S3(zoo, new ObjectSelection.Uris(List.of("s3://zoo/penguins/a.json"))),
                new JobSource.S3(zoo, new ObjectSelection.Objects(List.of("penguins/a.json"))),
                new JobSource.S3(zoo, new ObjectSelection.Prefixes(List.of("penguins/"))),
                new JobSource.S3(zoo, new ObjectSelection.Pattern("**.json")),
                new JobSource.Inline("{}"),
                new JobSource.PushTopic("connection", "millrace.events.p.c"));
    }

    @ParameterizedTest
    @MethodSource("sources")
    void aJobReadsBackAsItWasWritten(JobSource source) {
        JobCommand command = new JobCommand(job(source), JobCommand.Desired.RUNNING);

        assertThat(MessageJson.read(MessageJson.write(command), JobCommand.class))
                .isEqualTo(command);
    }

    @Test
    void aReportNamesItsKindAndReadsBack() {
        Report report = new Report.Status("job", Instant.EPOCH, io.millrace.model.ExecutionStatus.RUNNING, null, null);

        byte[] json = MessageJson.write(report);

        assertThat(new String(json, StandardCharsets.UTF_8)).contains("\"type\":\"status\"");
        assertThat(MessageJson.read(json, Report.class)).isEqualTo(report);
    }

    @Test
    void whatANewerServiceAddedIsIgnored() {
        String json = "{\"type\":\"planned\",\"jobId\":\"j\",\"tasks\":2,\"objects\":3,\"bytes\":4,\"new\":true}";

        assertThat(MessageJson.read(json.getBytes(StandardCharsets.UTF_8), TaskOutcome.class))
                .isEqualTo(new TaskOutcome.Planned("j", 2, 3, 4));
    }

    private static JobDefinition job(JobSource source) {
        return new JobDefinition(
                "6d1c9c3e-64d6-4a0f-8d0e-000000000001",
                "6d1c9c3e-64d6-4a0f-8d0e-000000000002",
                JobType.STREAMING,
                new TableDefinition(
                        "6d1c9c3e-64d6-4a0f-8d0e-000000000003",
                        "default",
                        "edits",
                        TableDefinition.Kind.AGGREGATE,
                        List.of(
                                Column.dimension(Column.TIME, DataType.TIMESTAMP),
                                Column.measure("added", DataType.LONG)),
                        Granularity.DAY,
                        List.of(),
                        Granularity.HOUR),
                source,
                new FormatSettings.Csv(List.of("a"), "\t", "\u0001", 0),
                List.of(new Field("a", DataType.STRING)),
                List.of(new Mapping("added", "SUM(\"a\")", true)),
                null,
                Integer.MAX_VALUE,
                Instant.parse("2026-01-01T00:00:00.123456789Z"),
                new StreamingSettings(ReadFromPoint.LATEST, Duration.ofDays(30), Duration.ofDays(2000)));
    }
}
