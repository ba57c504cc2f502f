package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import io.millrace.formats.RejectedRecord;
import io.millrace.model.DataType;
import io.millrace.model.ErrorCode;
import io.millrace.model.Field;
import io.millrace.model.Granularity;
import io.millrace.model.JobCounters;
import io.millrace.pipeline.Projection.OutputColumn;
import io.millrace.sql.CompiledExpression;
import io.millrace.sql.ExpressionType;
import io.millrace.sql.RowProblems;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IngestPipelineTest {
    private static final String TIME = "{\"t\": 1709649442123";

    @Test
    void rowsAreMapped() {
        PipelineRun run = PipelineRun.of(
                JobSketch.withTime()
                        .field("name", DataType.STRING)
                        .column("loud", DataType.STRING)
                        .map("loud", "UPPER(\"name\")"),
                TIME + ", \"name\": \"ada\"}",
                TIME + ", \"name\": null}");

        assertThat(run.rows).containsExactly("2024-03-05T14:37:22.123Z | ADA", "2024-03-05T14:37:22.123Z | null");
        assertThat(run.inputRecords).containsExactly(2L);
    }

    @Test
    void aFilterKeepsARowOnlyWhenItIsTrue() {
        PipelineRun run = PipelineRun.of(
                JobSketch.withTime()
                        .field("n", DataType.LONG)
                        .column("n", DataType.LONG)
                        .map("n", "\"n\"")
                        .filter("\"n\" > 5"),
                TIME + ", \"n\": 6}",
                TIME + ", \"n\": 5}",
                TIME + ", \"n\": null}",
                TIME + ", \"n\": 7}");

        assertThat(run.rows).containsExactly("2024-03-05T14:37:22.123Z | 6", "2024-03-05T14:37:22.123Z | 7");
        assertThat(run.counters().filtered()).isEqualTo(2);
        assertAddsUp(run);
    }

    @Test
    void everyRecordIsCountedOnceWhateverBecomesOfIt() {
        JobSketch job = JobSketch.withTime()
                .field("n", DataType.LONG)
                .column("n", DataType.LONG)
                .map("n", "\"n\" / 1")
                .filter("\"n\" IS NULL OR \"n\" <> 13")
                .streaming(Duration.ofDays(30), Duration.ofDays(1));
        long now = PipelineRun.NOW.toEpochMilli();
        String kept = "{\"t\": " + now + ", \"n\": 1}";
        String[] lines = {
            kept,
            "{\"t\": " + now + ", \"n\": \"many\"}", // a warning
            "{\"t\": " + now + ", \"n\": 13}", // filtered
            "{\"t\": " + (now - Duration.ofDays(30).toMillis() - 1) + ", \"n\": 1}", // late
            "{\"t\": " + (now - Duration.ofDays(30).toMillis()) + ", \"n\": 1}",
            "{\"t\": " + (now + Duration.ofDays(1).toMillis() + 1) + ", \"n\": 1}", // early
            "{\"t\": " + (now + Duration.ofDays(1).toMillis()) + ", \"n\": 1}",
            "this is not JSON",
            "{\"n\": 1}", // no time
            "{\"t\": 253402300800000, \"n\": 1}", // the year 10000
            kept
        };

        PipelineRun run = PipelineRun.of(job, lines);

        JobCounters counters = run.counters();
        assertThat(counters.received()).isEqualTo(11);
        assertThat(counters.withWarning()).isEqualTo(1);
        assertThat(counters.filtered()).isEqualTo(1);
        assertThat(counters.late()).isEqualTo(1);
        assertThat(counters.early()).isEqualTo(1);
        assertThat(counters.unparseable()).isEqualTo(3);
        assertThat(counters.stored()).isZero();
        assertThat(counters.bytes())
                .isEqualTo(IntStream.range(0, lines.length)
                        .mapToLong(i -> lines[i].getBytes(StandardCharsets.UTF_8).length)
                        .sum());
        assertThat(run.rows).hasSize(5);
        assertThat(run.rejected)
                .extracting(RejectedRecord::code)
                .containsExactlyInAnyOrder(
                        ErrorCode.CANNOT_PARSE_SOURCE, ErrorCode.NULL_TIMESTAMP, ErrorCode.TIMESTAMP_OUT_OF_BOUNDS);
        assertAddsUp(run);
    }

    @Test
    void aRejectedRecordSaysWhichOneItWasAndHasItsBytes() {
        PipelineRun run = PipelineRun.of(
                JobSketch.withTime().field("n", DataType.LONG).filter("\"n\" = 1"),
                "{\"t\": 1, \"n\": 0}",
                "{\"t\": null, \"n\": 1}");

        RejectedRecord rejected = run.rejected.get(0);
        assertThat(rejected.code()).isEqualTo(ErrorCode.NULL_TIMESTAMP);
        assertThat(rejected.recordNumber()).isEqualTo(2);
        assertThat(new String(rejected.payload(), StandardCharsets.UTF_8)).isEqualTo("{\"t\": null, \"n\": 1}");
    }

    @Test
    void aRowWhoseExpressionFailsIsRejectedAndItsNeighboursAreKept() {
        JobSketch job = JobSketch.withTime().field("n", DataType.LONG).field("keep", DataType.LONG);
        Projection failing = new Projection(
                new RowSchema(job.definition().inputSchema()),
                new RowSchema(List.of(new Field("__time", DataType.TIMESTAMP), new Field("n", DataType.LONG))),
                new FailingWhereNegative(2, ExpressionType.BOOLEAN, "cannot tell"),
                List.of(
                        new OutputColumn((input, problems) -> input.vector(0), Conversion.NONE, Optional.empty()),
                        new OutputColumn(
                                new FailingWhereNegative(1, ExpressionType.LONG, "too small")::evaluate,
                                Conversion.NONE,
                                Optional.empty())),
                0);
        PipelineRun run = new PipelineRun(job.definition(), failing, Long.MAX_VALUE);

        run.process(
                "{\"t\": 0, \"n\": 1, \"keep\": 1}",
                "{\"t\": 0, \"n\": 2, \"keep\": 0}",
                "{\"t\": 0, \"n\": 3, \"keep\": -1}",
                "{\"t\": 0, \"n\": -4, \"keep\": 1}",
                "{\"t\": 0, \"n\": 5, \"keep\": 1}",
                "{\"t\": 0, \"n\": -6, \"keep\": 0}");

        assertThat(run.rows).containsExactly("1970-01-01T00:00:00Z | 1", "1970-01-01T00:00:00Z | 5");
        assertThat(run.rejected)
                .extracting(RejectedRecord::recordNumber, RejectedRecord::code, RejectedRecord::message)
                .containsExactly(
                        tuple(3L, ErrorCode.EXPRESSION_FAILED, "filterExpression: cannot tell"),
                        tuple(4L, ErrorCode.EXPRESSION_FAILED, "too small"));
        assertThat(run.counters().filtered()).isEqualTo(2);
        assertAddsUp(run);
    }

    private record FailingWhereNegative(int column, ExpressionType type, String message) implements CompiledExpression {
        @Override
        public Vector evaluate(ColumnBatch input, RowProblems problems) {
            LongVector values = input.longs(column);
            for (int row = 0; row < input.rows(); row++) {
                if (values.get(row) < 0) {
                    problems.fail(row, message);
                }
            }
            return values;
        }
    }

    @Test
    void batchJobsKnowNeitherLateNorEarly() {
        PipelineRun run = PipelineRun.of(
                JobSketch.withTime(), "{\"t\": 0}", "{\"t\": -62135596800000}", "{\"t\": 253402300799999}");

        assertThat(run.rows)
                .containsExactly("1970-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z");
    }

    @Test
    void timesBeyondTheYearsOneAndNineThousandNineHundredAndNinetyNineAreOutOfBounds() {
        PipelineRun run = PipelineRun.of(
                JobSketch.withTime(),
                "{\"t\": -62135596800001}",
                "{\"t\": 253402300800000}",
                "{\"t\": 9223372036854775807}");

        assertThat(run.rows).isEmpty();
        assertThat(run.rejected)
                .extracting(RejectedRecord::code)
                .containsOnly(ErrorCode.TIMESTAMP_OUT_OF_BOUNDS)
                .hasSize(3);
    }

    @Test
    void valuesAreConvertedToTheirColumnsTypes() {
        PipelineRun run = PipelineRun.of(
                JobSketch.withTime()
                        .field("l", DataType.LONG)
                        .field("d", DataType.DOUBLE)
                        .field("s", DataType.STRING)
                        .column("l_d", DataType.DOUBLE)
                        .column("d_l", DataType.LONG)
                        .column("d_f", DataType.FLOAT)
                        .column("s_l", DataType.LONG)
                        .column("s_d", DataType.DOUBLE)
                        .column("l_s", DataType.STRING)
                        .column("d_s", DataType.STRING)
                        .column("t_l", DataType.LONG)
                        .column("t_s", DataType.STRING)
                        .column("b_l", DataType.LONG)
                        .column("b_s", DataType.STRING)
                        .map("l_d", "\"l\"")
                        .map("d_l", "\"d\"")
                        .map("d_f", "\"d\"")
                        .map("s_l", "\"s\"")
                        .map("s_d", "\"s\"")
                        .map("l_s", "\"l\"")
                        .map("d_s", "\"d\"")
                        .map("t_l", "MILLIS_TO_TIMESTAMP(\"l\")")
                        .map("t_s", "MILLIS_TO_TIMESTAMP(\"l\")")
                        .map("b_l", "\"l\" > 7")
                        .map("b_s", "\"l\" > 7"),
                "{\"t\": 0, \"l\": 8, \"d\": -4.9, \"s\": \"12\"}",
                "{\"t\": 0, \"l\": null, \"d\": null, \"s\": null}");

        assertThat(run.rows)
                .containsExactly(
                        "1970-01-01T00:00:00Z | 8.0 | -4 | " + (double) -4.9f
                                + " | 12 | 12.0 | 8 | -4.9 | 8 | 1970-01-01 00:00:00 | 1 | true",
                        "1970-01-01T00:00:00Z" + " | null".repeat(11));
        assertThat(run.counters().withWarning()).isZero();
    }

    @Test
    void whatCannotBeConvertedBecomesNullWithOneWarningForTheRow() {
        PipelineRun run = PipelineRun.of(
                JobSketch.withTime()
                        .field("s", DataType.STRING)
                        .field("d", DataType.DOUBLE)
                        .column("s_l", DataType.LONG)
                        .column("s_d", DataType.DOUBLE)
                        .column("quotient", DataType.DOUBLE)
                        .column("huge", DataType.LONG)
                        .column("wide", DataType.FLOAT)
                        .map("s_l", "\"s\"")
                        .map("s_d", "\"s\"")
                        .map("quotient", "1.5 / \"d\"")
                        .map("huge", "\"d\" * 1e300")
                        .map("wide", "\"d\" * 1e300"),
                "{\"t\": 0, \"s\": \"x\", \"d\": 0}",
                "{\"t\": 0, \"s\": \"1\", \"d\": 1}",
                "{\"t\": 0, \"s\": \"1\", \"d\": 1e-300}");

        assertThat(run.rows)
                .containsExactly(
                        "1970-01-01T00:00:00Z | null | null | null | 0 | 0.0",
                        "1970-01-01T00:00:00Z | 1 | 1.0 | 1.5 | null | null",
                        "1970-01-01T00:00:00Z | 1 | 1.0 | 1.5E300 | 1 | 1.0");
        assertThat(run.counters().withWarning()).isEqualTo(2);
    }

    @Test
    void timesAreFlooredAndRowsOfOneKeyRolledUp() {
        PipelineRun run = PipelineRun.of(
                hourly(),
                "{\"t\": 3600000, \"page\": \"a\", \"n\": 1}",
                "{\"t\": 7199999, \"page\": \"a\", \"n\": 2}",
                "{\"t\": 7200000, \"page\": \"a\", \"n\": 4}",
                "{\"t\": 3600001, \"page\": \"b\", \"n\": null}");

        assertThat(run.rows)
                .containsExactly(
                        "1970-01-01T01:00:00Z | a | 2 | 3",
                        "1970-01-01T02:00:00Z | a | 1 | 4",
                        "1970-01-01T01:00:00Z | b | 1 | null");
        assertThat(run.inputRecords).containsExactly(4L);
    }

    @Test
    void rowsForAnAggregateTableAreFlooredAlsoWhenTheJobHasNoMeasures() {
        PipelineRun run = PipelineRun.of(
                JobSketch.withTime().aggregateTable(Granularity.HOUR), "{\"t\": 3600001}", "{\"t\": 3600002}");

        assertThat(run.rows).containsExactly("1970-01-01T01:00:00Z", "1970-01-01T01:00:00Z");
    }

    @Test
    void groupsAreHandedOutEarlyWhenTheyTakeTooMuchMemory() {
        PipelineRun run = new PipelineRun(hourly().compile(), 1);
        run.process("{\"t\": 0, \"page\": \"a\", \"n\": 1}", "{\"t\": 0, \"page\": \"a\", \"n\": 1}");
        run.process("{\"t\": 0, \"page\": \"a\", \"n\": 1}");

        assertThat(run.rows).containsExactly("1970-01-01T00:00:00Z | a | 2 | 2", "1970-01-01T00:00:00Z | a | 1 | 1");
        assertThat(run.inputRecords).containsExactly(2L, 1L);
    }

    @Test
    void theLastOfSeveralBatchesOfGroupsStandsForAllRecords() {
        PipelineRun run = new PipelineRun(hourly().compile(), Long.MAX_VALUE);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            lines.add("{\"t\": 0, \"page\": \"page " + i % 5000 + "\", \"n\": 1}");
        }
        run.process(lines.toArray(String[]::new));
        assertThat(run.inputRecords).isEmpty();

        run.flush();
        run.flush();

        assertThat(run.inputRecords).containsExactly(0L, 10_000L);
        assertThat(run.rows).hasSize(5000);
        assertAddsUp(run);
    }

    @Test
    void twoPipelinesOfOneJobDoNotDisturbEachOther() {
        CompiledJob job = hourly().compile();
        PipelineRun one = new PipelineRun(job, Long.MAX_VALUE);
        PipelineRun other = new PipelineRun(job, Long.MAX_VALUE);
        one.process("{\"t\": 0, \"page\": \"a\", \"n\": 1}");
        other.process("{\"t\": 0, \"page\": \"b\", \"n\": 2}");

        one.flush();
        other.flush();

        assertThat(one.rows).containsExactly("1970-01-01T00:00:00Z | a | 1 | 1");
        assertThat(other.rows).containsExactly("1970-01-01T00:00:00Z | b | 1 | 2");
    }

    private static JobSketch hourly() {
        return JobSketch.withTime()
                .field("page", DataType.STRING)
                .field("n", DataType.LONG)
                .aggregateTable(Granularity.HOUR)
                .column("page", DataType.STRING)
                .measure("count", DataType.LONG)
                .measure("sum", DataType.LONG)
                .map("page", "\"page\"")
                .aggregate("count", "COUNT(*)")
                .aggregate("sum", "SUM(\"n\")");
    }

    private static void assertAddsUp(PipelineRun run) {
        JobCounters counters = run.counters();
        assertThat(run.recordsHandedOn()).isEqualTo(counters.inFlight());
    }
}
