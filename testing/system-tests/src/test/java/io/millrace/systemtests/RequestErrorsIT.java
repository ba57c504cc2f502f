package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.sampledata.WikipediaEdits;
import io.millrace.systemtests.ApiClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RequestErrorsIT {
    private static RunningMillrace millrace;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        millrace = RunningMillrace.shared();
        api = millrace.api();
        api.post("/connections", "{\"type\": \"push_streaming\", \"name\": \"errors\"}")
                .expect(200);
    }

    @Test
    void aWrongKeyIsUnauthorized() {
        assertError(api.withKey("pok_wrong").get("/files"), 401);
    }

    @Test
    void anUnknownConnectionIsNotFound() {
        assertError(api.push("no_such_connection", "{}".getBytes(StandardCharsets.UTF_8)), 404);
        assertError(api.get("/connections/no_such_connection"), 404);
    }

    @Test
    void aBadExpressionIsRefusedWithItsPosition() {
        String job = WikipediaJobs.streamingDetail("never_made", "errors")
                .replace("TIME_PARSE(\\\"time\\\")", "TIME_PARSE(\\\"tme\\\")");

        Answer answer = assertError(api.post("/jobs", job), 400);

        assertThat(answer.body()).contains("mappings[0].expression", "column 12", "\\\"time\\\"");
    }

    @Test
    void aBodyOverOneMegabyteIsTooLarge() {
        assertError(api.push("errors", new byte[1_048_577]), 413);
    }

    @Test
    void aBodyOfExactlyOneMegabyteIsTaken() {
        byte[] body = new byte[1_048_576];
        Arrays.fill(body, (byte) '\n');

        api.push("errors", body).expect(200);
    }

    @Test
    void corruptedGzipIsABadRequest() {
        byte[] zipped = ShiftedEdits.gzipped("{\"a\":1}\n{\"a\":2}\n".getBytes(StandardCharsets.UTF_8));
        zipped[zipped.length / 2] ^= 0x55;

        assertError(api.pushGzipped("errors", zipped), 400);
    }

    @Test
    void aMissingObjectFailsTheJobByNameAndLeavesTheTableUnchanged() {
        millrace.putObject("missing-source", "there.json.gz", WikipediaEdits.gzipped());
        api.post("/connections", millrace.s3Connection("missing-source", "missing-source"))
                .expect(200);
        api.awaitCompletion(api.submit(WikipediaJobs.detail(
                "unchanged", WikipediaJobs.s3("missing-source", "\"objects\": [\"there.json.gz\"]"))));

        JsonNode job = api.awaitEnd(api.submit(WikipediaJobs.detail(
                "unchanged",
                WikipediaJobs.s3("missing-source", "\"objects\": [\"there.json.gz\", \"gone.json.gz\"]"))));

        assertThat(job.get("executionStatus").asText()).isEqualTo("failed");
        assertThat(job.get("health").get("message").asText()).contains("gone.json.gz");
        assertThat(api.queryRow("SELECT COUNT(*) AS n FROM unchanged").get("n").asLong())
                .isEqualTo(WikipediaEdits.ROWS);
    }

    @Test
    void aCorruptFileFailsTheJobByNameAndLeavesTheTableEmpty() {
        byte[] cut = Arrays.copyOf(WikipediaEdits.gzipped(), 1_000_000);
        api.upload("cut.json.gz", cut).expect(201);

        JsonNode job =
                api.awaitEnd(api.submit(WikipediaJobs.detail("from_cut", WikipediaJobs.uploaded("cut.json.gz"))));

        assertThat(job.get("executionStatus").asText()).isEqualTo("failed");
        assertThat(job.get("health").get("code").asText()).isEqualTo("cannot_parse_source");
        assertThat(job.get("health").get("message").asText()).contains("cut.json.gz");
        assertThat(api.queryRow("SELECT COUNT(*) AS n FROM from_cut").get("n").asLong())
                .isZero();
    }

    @Test
    void aQueryCannotLookBeyondTheTables() {
        for (String sql : new String[] {
            "SELECT * FROM read_text('/etc/passwd')",
            "SELECT * FROM '/etc/passwd'",
            "COPY (SELECT 1) TO '/tmp/millrace-out.csv'",
            "ATTACH '/tmp/millrace.db'",
            "SET memory_limit = '100GB'",
            "SELECT * FROM duckdb_settings()",
            "SELECT 1; SELECT 2",
        }) {
            Answer answer = api.post(
                    "/query/sql",
                    ApiClient.JSON.createObjectNode().put("query", sql).toString());
            assertThat(answer.status()).as(sql + ": " + answer.body()).isEqualTo(400);
            assertThat(answer.json().get("errorMessage").asText()).as(sql).isNotBlank();
        }
    }

    @Test
    void aQueryBodyThatIsNoneIsRefusedInTheShapeOfQueries() {
        for (String body : new String[] {
            "",
            "null",
            "[]",
            "{",
            "{}",
            "{\"query\": 1}",
            "{\"query\": \"SELECT ?\"}",
            "{\"query\": \"SELECT ?\", \"parameters\": [null]}",
            "{\"query\": \"SELECT 1\", \"resultFormat\": \"xml\"}"
        }) {
            Answer answer = api.post("/query/sql", body);
            assertThat(answer.status()).as(body + ": " + answer.body()).isEqualTo(400);
            assertThat(answer.json().path("errorMessage").asText()).as(body).isNotBlank();
        }
    }

    @Test
    void aRefusedPushIsToldHowItStandsWithTheRateLimit() {
        Answer refused = api.push("errors", new byte[1_048_577]);

        assertThat(refused.headers())
                .containsKeys(
                        "ratelimit-limit",
                        "ratelimit-remaining",
                        "ratelimit-reset",
                        "x-ratelimit-limit-minute",
                        "x-ratelimit-remaining-minute");
    }

    /** The two documented shapes at once. */
    private static Answer assertError(Answer answer, int status) {
        answer.expect(status);
        assertThat(answer.json().path("code").asText()).as(answer.body()).isNotBlank();
        assertThat(answer.json().path("message").asText()).as(answer.body()).isNotBlank();
        assertThat(answer.json().path("error").path("code"))
                .isEqualTo(answer.json().path("code"));
        return answer;
    }
}
