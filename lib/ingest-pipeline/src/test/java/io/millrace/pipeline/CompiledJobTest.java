package io.millrace.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.model.Granularity;
import io.millrace.pipeline.InvalidJobException.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompiledJobTest {
    @Test
    void theOutputHasTheMappedColumnsInTheTablesOrder() {
        CompiledJob job = JobSketch.withTime()
                .field("a", DataType.STRING)
                .column("first", DataType.STRING)
                .column("unmapped", DataType.STRING)
                .column("second", DataType.LONG)
                .map("second", "\"t\" + 1")
                .map("first", "\"a\"")
                .compile();

        assertThat(job.output().fields())
                .containsExactly(
                        new Field("__time", DataType.TIMESTAMP),
                        new Field("first", DataType.STRING),
                        new Field("second", DataType.LONG));
        assertThat(job.input().fields()).extracting(Field::name).containsExactly("t", "a");
    }

    @Test
    void allThatIsWrongIsSaidAtOnceWithItsPlaceInTheRequest() {
        List<Problem> problems = problems(new JobSketch()
                .field("a", DataType.STRING)
                .column("x", DataType.STRING)
                .column("y", DataType.STRING)
                .filter("\"nowhere\" = 1")
                .map("x", "\"a\"")
                .map("x", "\"a\"")
                .map("y", "NO_SUCH_FUNCTION(\"a\")")
                .map("z", "\"a\""));

        assertThat(problems)
                .extracting(Problem::target)
                .containsExactlyInAnyOrder(
                        "filterExpression",
                        "mappings",
                        "mappings[1].columnName",
                        "mappings[2].expression",
                        "mappings[3].columnName");
        assertThat(problems)
                .extracting(Problem::message)
                .allSatisfy(message -> assertThat(message).isNotBlank());
    }

    @Test
    void aBadExpressionIsShownWithACaretBelowTheMistake() {
        Problem problem = only(JobSketch.withTime().column("x", DataType.STRING).map("x", "CONCAT('a', \"missing\")"));

        assertThat(problem.target()).isEqualTo("mappings[1].expression");
        assertThat(problem.message())
                .contains("missing")
                .contains("column 13")
                .contains("CONCAT('a', \"missing\")\n            ^");
    }

    @Test
    void aMissingTimeIsExplained() {
        Problem problem = only(new JobSketch()
                .field("a", DataType.STRING)
                .column("x", DataType.STRING)
                .map("x", "\"a\""));

        assertThat(problem.target()).isEqualTo("mappings");
        assertThat(problem.message()).contains("__time").contains("TIME_PARSE");
    }

    @Test
    void aTimeThatIsNoTimestampIsExplained() {
        Problem problem = only(new JobSketch().field("t", DataType.LONG).map("__time", "\"t\""));

        assertThat(problem.target()).isEqualTo("mappings[0].expression");
        assertThat(problem.message()).contains("long").contains("MILLIS_TO_TIMESTAMP");
    }

    @Test
    void aMeasureNeedsAnAggregate() {
        Problem problem = only(JobSketch.withTime().measure("m", DataType.LONG).map("m", "\"t\""));

        assertThat(problem.target()).isEqualTo("mappings[1].expression");
        assertThat(problem.message()).contains("\"m\" is a measure").contains("aggregate");
    }

    @Test
    void anAggregateNeedsAMeasure() {
        Problem problem = only(JobSketch.withTime()
                .aggregateTable(Granularity.HOUR)
                .column("d", DataType.LONG)
                .aggregate("d", "SUM(\"t\")"));

        assertThat(problem.message()).contains("\"d\" is a dimension");
    }

    @Test
    void aDetailTableTakesNoAggregates() {
        Problem problem = only(JobSketch.withTime().column("d", DataType.LONG).aggregate("d", "SUM(\"t\")"));

        assertThat(problem.message()).contains("detail table");
    }

    @Test
    void aFieldDeclaredTwiceIsAProblemOfTheInputSchema() {
        Problem problem = only(JobSketch.withTime().field("t", DataType.LONG));

        assertThat(problem.target()).isEqualTo("source.inputSchema");
        assertThat(problem.message()).contains("\"t\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "MILLIS_TO_TIMESTAMP(\"t\"); DOUBLE",
                "\"j\"; LONG",
                "\"j\"; DOUBLE",
                "\"s\"; JSON",
                "\"t\"; JSON",
                "\"t\"; LONG_ARRAY",
                "\"t\"; HLL_SKETCH",
            })
    void whatCannotBeStoredIsRefusedWithBothTypes(String expression, DataType type) {
        Problem problem = only(JobSketch.withTime()
                .field("j", DataType.JSON)
                .field("s", DataType.STRING)
                .column("x", type)
                .map("x", expression));

        assertThat(problem.target()).isEqualTo("mappings[1].expression");
        assertThat(problem.message()).contains("column \"x\" of type " + type.apiName());
    }

    @Test
    void aSumOfFractionsCannotBeKeptAsAnIntegerButTheirMaximumCan() {
        JobSketch sum = JobSketch.withTime()
                .field("d", DataType.DOUBLE)
                .measure("m", DataType.LONG)
                .aggregate("m", "SUM(\"d\")");
        JobSketch max = JobSketch.withTime()
                .field("d", DataType.DOUBLE)
                .measure("m", DataType.LONG)
                .aggregate("m", "MAX(\"d\")");

        assertThat(only(sum).message()).contains("CAST(... AS BIGINT)");
        assertThat(max.compile().output().indexOf("m")).isEqualTo(1);
    }

    private static Problem only(JobSketch job) {
        List<Problem> problems = problems(job);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static List<Problem> problems(JobSketch job) {
        return catchThrowableOfType(InvalidJobException.class, job::compile).problems();
    }
}
