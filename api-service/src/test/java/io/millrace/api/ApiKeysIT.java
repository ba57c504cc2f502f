package io.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.ApiClient.Answer;
import io.millrace.api.TestKeys.TestKey;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API keys over HTTP (contract, section 1). */
@QuarkusTest
@WithTestResource(RealStack.class)
class ApiKeysIT {
    private static final int MAX_KEYS = 20;

    @Inject
    Jdbi database;

    @BeforeAll
    static void awaitReady() {
        Readiness.await();
    }

    @Test
    void aKeyIsShownOnceAndWorksAtOnce() {
        Answer made = ApiClient.post(TestKeys.KEYS, """
                {"name": "loader", "description": "of the night", "unknown": 1, "permissions":
                 [{"name": "AccessQueries", "resources": ["*"]}, "ManageFiles", "ManageFiles"]}""");
        assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
        try (TestKey key = new TestKey(made.text("/id"), made.text("/apiKey"))) {
            Answer found = ApiClient.get(TestKeys.KEYS + "/" + key.id());
            Answer info = key.get("/v1/apikeyinfo");

            assertThat(key.secret()).matches("pok_[0-9A-Za-z]{43}");
            assertThat(made.response().headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(made.text("/name")).isEqualTo("loader");
            assertThat(made.text("/description")).isEqualTo("of the night");
            assertThat(made.text("/redactedApiKey"))
                    .startsWith(key.secret().substring(0, 9) + "...")
                    .hasSize(18);
            assertThat(made.body().get("permissions").toString()).isEqualTo("[\"ManageFiles\",\"AccessQueries\"]");
            assertThat(made.text("/createdBy/username")).startsWith("api-key-pok_");
            assertThat(made.text("/createdOn")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
            assertThat(made.body().get("lastModifiedBy")).isEqualTo(made.body().get("createdBy"));
            assertThat(found.body()).isEqualTo(without(made.body(), "apiKey"));
            assertThat(ApiClient.get(TestKeys.KEYS).body().get("items")).contains(found.body());
            assertThat(info.text("/id")).isEqualTo(key.id());
            assertThat(info.body().get("permissions")).isEqualTo(made.body().get("permissions"));
        }
    }

    @Test
    void theDatabaseHoldsNoKey() {
        try (TestKey key = TestKey.with("ManageFiles")) {
            List<String> rows = database.withHandle(
                    handle -> handle.createQuery("SELECT k::text || encode(key_hash, 'escape') FROM api_keys k")
                            .mapTo(String.class)
                            .list());

            assertThat(rows).hasSizeGreaterThan(1).noneMatch(row -> row.contains(key.secret()));
        }
    }

    @Test
    void aChangeReplacesWhatAKeyMayDoAndTakesEffectAtOnce() {
        try (TestKey key = TestKey.with("ManageFiles", "AccessQueries")) {
            int before = key.get(ApiClient.PROJECT + "/files").status();

            Answer changed = ApiClient.json(
                    "PUT", TestKeys.KEYS + "/" + key.id(), TestKeys.body("renamed", List.of("AccessQueries")));

            assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
            assertThat(changed.text("/name")).isEqualTo("renamed");
            assertThat(changed.body().has("apiKey")).isFalse();
            assertThat(ApiClient.get(TestKeys.KEYS + "/" + key.id()).body()).isEqualTo(changed.body());
            assertThat(before).isEqualTo(200);
            assertThat(key.get(ApiClient.PROJECT + "/files").status()).isEqualTo(403);
        }
    }

    @Test
    void aRevokedKeyStopsWorkingAtOnce() {
        TestKey key = TestKey.with("ManageFiles");
        int before = key.get(ApiClient.PROJECT + "/files").status();

        Answer deleted = ApiClient.delete(TestKeys.KEYS + "/" + key.id());

        assertThat(before).isEqualTo(200);
        assertThat(deleted.status()).isEqualTo(204);
        assertThat(key.get(ApiClient.PROJECT + "/files").status()).isEqualTo(401);
        assertThat(ApiClient.get(TestKeys.KEYS + "/" + key.id()).status()).isEqualTo(404);
        assertThat(ApiClient.delete(TestKeys.KEYS + "/" + key.id()).status()).isEqualTo(404);
    }

    @Test
    void nobodyGivesAwayAPermissionThatTheyLack() {
        try (TestKey key = TestKey.with("ManageApiKeys", "ManageFiles")) {
            Answer more =
                    key.json("POST", TestKeys.KEYS, TestKeys.body("more", List.of("ManageFiles", "ManageTables")));
            Answer moreForItself = key.json(
                    "PUT",
                    TestKeys.KEYS + "/" + key.id(),
                    TestKeys.body("more", List.of("ManageApiKeys", "AdministerApiKeys")));
            Answer less = key.json("POST", TestKeys.KEYS, TestKeys.body("less", List.of("ManageFiles")));
            ApiClient.delete(TestKeys.KEYS + "/" + less.text("/id"));

            assertThat(more.status()).isEqualTo(403);
            assertThat(more.text("/message")).contains("ManageTables").doesNotContain("ManageFiles");
            assertThat(moreForItself.status()).isEqualTo(403);
            assertThat(moreForItself.text("/message")).contains("AdministerApiKeys");
            assertThat(less.status()).as(less.body().toString()).isEqualTo(201);
        }
    }

    @Test
    void aKeyThatManagesKeysReachesItselfAndThoseItMade() {
        try (TestKey manager = TestKey.with("ManageApiKeys", "ManageFiles");
                TestKey stranger = TestKey.with("ManageFiles");
                TestKey administrator = TestKey.with("AdministerApiKeys")) {
            Answer made = manager.json("POST", TestKeys.KEYS, TestKeys.body("own", List.of("ManageFiles")));
            String own = TestKeys.KEYS + "/" + made.text("/id");
            String others = TestKeys.KEYS + "/" + stranger.id();

            assertThat(idsIn(manager.get(TestKeys.KEYS))).containsExactly(manager.id(), made.text("/id"));
            assertThat(idsIn(administrator.get(TestKeys.KEYS))).contains(manager.id(), stranger.id(), made.text("/id"));
            assertThat(manager.get(others).status()).isEqualTo(403);
            assertThat(manager.json("PUT", others, TestKeys.body("taken", List.of()))
                            .status())
                    .isEqualTo(403);
            assertThat(ApiClient.send(manager.request(others).DELETE()).text("/message"))
                    .contains("AdministerApiKeys");
            assertThat(administrator.get(others).status()).isEqualTo(200);
            assertThat(manager.json("PUT", own, TestKeys.body("renamed", List.of()))
                            .status())
                    .isEqualTo(200);
            assertThat(ApiClient.send(manager.request(own).DELETE()).status()).isEqualTo(204);
        }
    }

    @Test
    void theConfiguredKeyIsChangedInTheConfigurationOnly() {
        String configured =
                TestKeys.KEYS + "/" + ApiClient.get("/v1/apikeyinfo").text("/id");

        Answer deleted = ApiClient.delete(configured);
        Answer changed = ApiClient.json("PUT", configured, TestKeys.body("mine", List.of("AdministerApiKeys")));

        assertThat(deleted.status()).isEqualTo(409);
        assertThat(deleted.text("/code")).isEqualTo("StateConflict");
        assertThat(deleted.text("/message")).contains("millrace.api.admin-key");
        assertThat(changed.status()).isEqualTo(409);
        assertThat(ApiClient.get(configured).text("/createdBy/username")).isEqualTo("millrace");
    }

    @Test
    void theLastKeyThatAdministersKeysStays() {
        String last = TestKeys.KEYS + "/" + ApiClient.get("/v1/apikeyinfo").text("/id");
        database.useHandle(handle -> handle.execute("UPDATE api_keys SET configured = false"));
        try {
            Answer deleted = ApiClient.delete(last);
            Answer changed = ApiClient.json("PUT", last, TestKeys.body("administrator", List.of("ManageApiKeys")));

            assertThat(deleted.status()).isEqualTo(409);
            assertThat(deleted.text("/message")).contains("last");
            assertThat(changed.status()).isEqualTo(409);
        } finally {
            database.useHandle(
                    handle -> handle.execute("UPDATE api_keys SET configured = true WHERE name = 'administrator'"));
        }
    }

    @Test
    void requestsAtOnceDoNotMakeMoreKeysThanAllowed() {
        int before = ApiClient.get(TestKeys.KEYS).body().get("items").size();
        List<Answer> answers = IntStream.range(0, MAX_KEYS + 4)
                .parallel()
                .mapToObj(i -> ApiClient.post(TestKeys.KEYS, TestKeys.body("many-" + i, List.of("ManageFiles"))))
                .toList();
        JsonNode items = ApiClient.get(TestKeys.KEYS).body().get("items");
        List<Answer> made =
                answers.stream().filter(answer -> answer.status() == 201).toList();
        made.forEach(answer -> ApiClient.delete(TestKeys.KEYS + "/" + answer.text("/id")));

        assertThat(items).hasSize(MAX_KEYS);
        assertThat(made).hasSize(MAX_KEYS - before);
        assertThat(answers).filteredOn(answer -> answer.status() != 201).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.text("/message")).contains("at most 20");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"permissions": []}                                                            | name
            {"name": "", "permissions": []}                                                | name
            {"name": "  ", "permissions": []}                                              | name
            {"name": "two\\nlines", "permissions": []}                                     | name
            {"name": "x", "description": 7, "permissions": []}                             | description
            {"name": "x"}                                                                  | permissions
            {"name": "x", "permissions": "ManageFiles"}                                    | permissions
            {"name": "x", "permissions": ["ManageFiles", "manageTables"]}                  | permissions[1]
            {"name": "x", "permissions": [7]}                                              | permissions[0]
            {"name": "x", "permissions": [{"name": "Fly"}]}                                | permissions[0].name
            {"name": "x", "permissions": [{"name": "ManageFiles", "resources": ["a"]}]}    | permissions[0].resources
            {"name": "x", "permissions": [{"name": "ManageFiles", "resources": []}]}       | permissions[0].resources
            """)
    void aKeyThatCannotBeIsNamed(String body, String target) {
        Answer answer = ApiClient.post(TestKeys.KEYS, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/target")).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "6f1c2a34-0000-4000-8000-000000000000"})
    void anUnknownKeyIsNotFound(String id) {
        String path = TestKeys.KEYS + "/" + id;

        assertThat(ApiClient.get(path).status()).isEqualTo(404);
        assertThat(ApiClient.delete(path).status()).isEqualTo(404);
        assertThat(ApiClient.json("PUT", path, TestKeys.body("x", List.of())).status())
                .isEqualTo(404);
    }

    private static JsonNode without(JsonNode body, String property) {
        return ((ObjectNode) body.deepCopy()).without(property);
    }

    private static List<String> idsIn(Answer answer) {
        List<String> ids = new ArrayList<>();
        answer.body().get("items").forEach(item -> ids.add(item.get("id").asText()));
        return ids;
    }
}
