package io.millrace.api.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.errors.Problem;
import io.millrace.api.json.RequestJson;
import io.millrace.model.Column;
import io.millrace.model.DataType;
import io.millrace.model.Granularity;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableRequestTest {
    @Test
    void everyTableHasATimeColumn() {
        TableRequest request = create("{\"name\": \"t\", \"type\": \"detail\"}");

        assertThat(request.spec().columns()).containsExactly(Column.dimension(Column.TIME, DataType.TIMESTAMP));
        assertThat(request.spec().partitioning()).isEqualTo(Granularity.DAY);
    }

    @Test
    void columnsKeepTheirOrderRolesAndAliases() {
        TableRequest request = create("""
                {"name": "t", "type": "aggregate", "timeResolution": "hour", "clusteringColumns": ["who"], "schema": [
                  {"type": "dimension", "name": "who", "dataType": "varchar"},
                  {"type": "dimension", "name": "__time", "dataType": "timestamp"},
                  {"type": "measure", "name": "n", "dataType": "bigint"}]}""");

        assertThat(request.spec().columns())
                .containsExactly(
                        Column.dimension("who", DataType.STRING),
                        Column.dimension(Column.TIME, DataType.TIMESTAMP),
                        Column.measure("n", DataType.LONG));
        assertThat(request.spec().timeResolution()).isEqualTo(Granularity.HOUR);
    }

    @Test
    void aQueryGranularityOverridesTheTimeResolution() {
        TableRequest request = create("""
                {"name": "t", "type": "aggregate", "timeResolution": "hour",
                 "queryGranularity": {"type": "period", "period": "PT15M"}}""");

        assertThat(request.spec().timeResolution()).isEqualTo(Granularity.FIFTEEN_MINUTE);
    }

    @Test
    void allProblemsAreNamedByTheirPaths() {
        List<Problem> problems = problems("""
                {"name": "bad/name", "type": "aggregate", "partitioningGranularity": "week", "timeResolution": "month",
                 "clusteringColumns": ["n"], "schema": [
                  {"name": "a", "dataType": "string"}, {"name": "a", "dataType": "long"},
                  {"name": "__x", "dataType": "string"}, {"name": "b", "dataType": "text"},
                  {"name": "at", "dataType": "timestamp"}, {"type": "measure", "name": "n", "dataType": "HLLSketch"}]}""");

        assertThat(problems)
                .extracting(Problem::target)
                .contains(
                        "name",
                        "partitioningGranularity",
                        "schema[1].name",
                        "schema[2].name",
                        "schema[3].dataType",
                        "schema[4].dataType",
                        "schema[5].dataType",
                        "clusteringColumns[0]");
    }

    @Test
    void columnsToClusterByMustBeThereEvenWithoutASchema() {
        assertThat(problems("{\"name\": \"t\", \"type\": \"detail\", \"clusteringColumns\": [\"a\"]}"))
                .singleElement()
                .extracting(Problem::target)
                .isEqualTo("clusteringColumns[0]");
    }

    @Test
    void columnsThatDifferOnlyInCaseAreRefused() {
        assertThat(problems("""
                {"name": "t", "type": "detail", "schema": [
                  {"name": "city", "dataType": "string"}, {"name": "City", "dataType": "string"}]}""")).singleElement().satisfies(problem -> {
            assertThat(problem.target()).isEqualTo("schema[1].name");
            assertThat(problem.message()).contains("\"city\"", "\"City\"", "upper and lower case");
        });
    }

    @Test
    void partitionsMustNotBeFinerThanTheRollup() {
        List<Problem> problems = problems(
                "{\"name\": \"t\", \"type\": \"aggregate\", \"timeResolution\": \"day\", \"partitioningGranularity\": \"hour\"}");

        assertThat(problems).singleElement().extracting(Problem::target).isEqualTo("partitioningGranularity");
    }

    @Test
    void anUpdateNeedsAVersion() {
        ObjectNode body = RequestJson.parseStored("{\"name\": \"t\", \"type\": \"detail\"}");

        ApiException refusal = catchThrowableOfType(ApiException.class, () -> TableRequest.toUpdate(body));

        assertThat(refusal.target()).isEqualTo("version");
    }

    private static TableRequest create(String body) {
        return TableRequest.toCreate(RequestJson.parseStored(body));
    }

    private static List<Problem> problems(String body) {
        return catchThrowableOfType(ApiException.class, () -> create(body)).details();
    }
}
