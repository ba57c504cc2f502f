package io.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.ApiClient.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealStack.class)
class TablesIT {
    private static final String TABLES = ApiClient.PROJECT + "/tables";

    @BeforeAll
    static void awaitReady() {
        Readiness.await();
    }

    @Test
    void anAggregateTableIsShownAsItWasMade() {
        Answer made = ApiClient.post(TABLES, """
                {"name": "edits by hour", "type": "aggregate", "timeResolution": "hour", "partitioningGranularity": "month",
                 "clusteringColumns": ["channel"], "schema": [
                  {"type": "dimension", "name": "channel", "dataType": "string"},
                  {"type": "measure", "name": "edits", "dataType": "long"}]}""");

        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        assertThat(made.response().headers().firstValue("Location").orElseThrow())
                .endsWith("/tables/edits%20by%20hour");
        assertThat(made.body().get("version").asInt()).isZero();
        assertThat(made.text("/availability")).isEqualTo("available");
        assertThat(made.text("/timeResolution")).isEqualTo("hour");
        assertThat(made.text("/partitioningGranularity")).isEqualTo("month");
        assertThat(made.body().get("schema").findValuesAsText("name")).containsExactly("__time", "channel", "edits");
        assertThat(made.body().get("schema").findValuesAsText("type"))
                .containsExactly("dimension", "dimension", "measure");
        assertThat(made.text("/queryableSchema/1/isDiscovered")).isEqualTo("false");
        assertThat(made.body().get("totalRows").asLong()).isZero();
        assertThat(ApiClient.get(TABLES + "/edits%20by%20hour").body()).isEqualTo(made.body());
        assertThat(ApiClient.get(TABLES + "?partitioningGranularity=month")
                        .body()
                        .findValuesAsText("name"))
                .contains("edits by hour");
        assertThat(ApiClient.get(TABLES + "?partitioningGranularity=year")
                        .body()
                        .findValuesAsText("name"))
                .doesNotContain("edits by hour");
    }

    @Test
    void aFilterThatIsNoNumberIsRefused() {
        Answer refused = ApiClient.get(TABLES + "?segmentCount=abc");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/target")).isEqualTo("segmentCount");
        assertThat(ApiClient.get(TABLES + "?segmentCount=12345").status()).isEqualTo(200);
    }

    @Test
    void aNameCanBeTakenOnce() {
        String body = "{\"name\": \"once\", \"type\": \"detail\"}";

        assertThat(ApiClient.post(TABLES, body).status()).isEqualTo(201);
        assertThat(ApiClient.post(TABLES, body).status()).isEqualTo(409);
        assertThat(ApiClient.get(TABLES + "/never").status()).isEqualTo(404);
    }

    @Test
    void columnsAreAddedAndTheVersionLocks() {
        ApiClient.post(
                TABLES,
                "{\"name\": \"grows\", \"type\": \"detail\", \"schema\": [{\"name\": \"a\", \"dataType\": \"string\"}]}");
        String grown =
                "{\"name\": \"grows\", \"type\": \"detail\", \"version\": 0, \"description\": \"more\", \"schema\": ["
                        + "{\"name\": \"a\", \"dataType\": \"string\"}, {\"name\": \"b\", \"dataType\": \"double\"}]}";

        Answer first = ApiClient.json("PUT", TABLES + "/grows", grown);
        Answer stale = ApiClient.json("PUT", TABLES + "/grows", grown);
        Answer withoutSchema =
                ApiClient.json("PUT", TABLES + "/grows", "{\"name\": \"grows\", \"type\": \"detail\", \"version\": 1}");

        assertThat(first.status()).as(first.body().toString()).isEqualTo(200);
        assertThat(first.body().get("version").asInt()).isEqualTo(1);
        assertThat(first.body().get("schema").findValuesAsText("name")).containsExactly("__time", "a", "b");
        assertThat(stale.status()).isEqualTo(409);
        assertThat(withoutSchema.body().get("schema").findValuesAsText("name")).containsExactly("__time", "a", "b");
        assertThat(withoutSchema.body().has("description")).isFalse();
    }

    @Test
    void anEmptyTableMayChangeItsColumnsAndItsPartitioning() {
        ApiClient.post(
                TABLES,
                "{\"name\": \"empty\", \"type\": \"detail\", \"schema\": [{\"name\": \"a\", \"dataType\": \"string\"}]}");

        Answer changed = ApiClient.json(
                "PUT",
                TABLES + "/empty",
                "{\"name\": \"empty\", \"type\": \"detail\", \"version\": 0, \"partitioningGranularity\": \"year\","
                        + " \"schema\": [{\"name\": \"a\", \"dataType\": \"long\"}]}");

        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.text("/schema/1/dataType")).isEqualTo("long");
        assertThat(changed.body().get("totalRows").asLong()).isZero();
    }

    @Test
    void nameAndTypeCannotChange() {
        ApiClient.post(TABLES, "{\"name\": \"stays\", \"type\": \"detail\"}");

        assertThat(ApiClient.json(
                                "PUT", TABLES + "/stays", "{\"name\": \"other\", \"type\": \"detail\", \"version\": 0}")
                        .text("/target"))
                .isEqualTo("name");
        assertThat(ApiClient.json(
                                "PUT",
                                TABLES + "/stays",
                                "{\"name\": \"stays\", \"type\": \"aggregate\", \"version\": 0}")
                        .text("/target"))
                .isEqualTo("type");
    }
}
