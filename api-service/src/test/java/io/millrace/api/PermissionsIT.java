package io.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.ApiClient.Answer;
import io.millrace.api.EndpointPermissions.Endpoint;
import io.millrace.api.TestKeys.TestKey;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint against keys with all permissions but the needed ones, and with nothing but a needed one. */
@QuarkusTest
@WithTestResource(RealStack.class)
class PermissionsIT {
    private static final List<String> ALL = List.of(
            "ManageFiles",
            "ManageConnections",
            "ManageTables",
            "ViewTables",
            "ManageIngestionJobs",
            "ManageStreams",
            "AccessQueries",
            "AccessMetrics",
            "ManageApiKeys",
            "AdministerApiKeys");

    @BeforeAll
    static void awaitReady() {
        Readiness.await();
    }

    static List<Endpoint> endpoints() {
        return EndpointPermissions.all();
    }

    static List<Endpoint> guardedEndpoints() {
        return endpoints().stream()
                .filter(endpoint -> !endpoint.anyOf().isEmpty())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("guardedEndpoints")
    void aKeyWithEverythingButTheNeededPermissionIsToldWhichOneItLacks(Endpoint endpoint) {
        List<String> others = new ArrayList<>(ALL);
        others.removeAll(endpoint.anyOf());
        try (TestKey key = TestKey.with(others)) {
            Answer answer = call(key, endpoint);

            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(403);
            assertThat(answer.text("/code")).isEqualTo("PermissionDenied");
            assertThat(answer.text("/message")).contains(endpoint.anyOf());
        }
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void aKeyWithNothingButANeededPermissionIsLetIn(Endpoint endpoint) {
        List<List<String>> sufficient = endpoint.anyOf().isEmpty()
                ? List.of(List.of())
                : endpoint.anyOf().stream().map(List::of).toList();
        for (List<String> permissions : sufficient) {
            try (TestKey key = TestKey.with(permissions)) {
                Answer answer = call(key, endpoint);

                assertThat(answer.status())
                        .as(permissions + ": " + answer.body())
                        .isNotIn(401, 403)
                        .isLessThan(500);
            }
        }
    }

    @Test
    void aJobThatMakesItsTableNeedsThePermissionForTables() {
        String table = "made-by-a-job";
        String tables = ApiClient.PROJECT + "/tables";
        try (TestKey jobs = TestKey.with("ManageIngestionJobs");
                TestKey both = TestKey.with("ManageIngestionJobs", "ManageTables")) {
            Answer refused = jobs.json("POST", ApiClient.PROJECT + "/jobs", inlineJob(table));
            int tableAfterRefusal = ApiClient.get(tables + "/" + table).status();
            Answer made = both.json("POST", ApiClient.PROJECT + "/jobs", inlineJob(table));
            Answer intoExisting = jobs.json("POST", ApiClient.PROJECT + "/jobs", inlineJob(table));

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text("/message")).contains("ManageTables");
            assertThat(tableAfterRefusal).isEqualTo(404);
            assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
            assertThat(intoExisting.status()).as(intoExisting.body().toString()).isEqualTo(201);
        }
    }

    private static Answer call(TestKey key, Endpoint endpoint) {
        return switch (endpoint.method()) {
            case "GET", "DELETE" ->
                ApiClient.send(key.request(endpoint.address()).method(endpoint.method(), BodyPublishers.noBody()));
            default -> key.json(endpoint.method(), endpoint.address(), "{\"query\": \"SELECT 1\"}");
        };
    }

    private static String inlineJob(String table) {
        return """
                {"type": "batch", "target": {"type": "table", "tableName": "%s"}, "createTableIfNotExists": true,
                 "source": {"type": "inline", "data": "{\\"at\\": \\"2024-03-05T00:00:00Z\\"}",
                  "inputSchema": [{"dataType": "string", "name": "at"}], "formatSettings": {"format": "nd-json"}},
                 "mappings": [{"columnName": "__time", "expression": "TIME_PARSE(\\"at\\")"}]}""".formatted(table);
    }
}
