package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.localstack.Part;
import io.millrace.sampledata.WikipediaEdits;
import io.millrace.systemtests.ApiClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A secret goes in and is nowhere to be seen. The access key's id, which is no secret, went the same way: that it is found
 * shows that the search would find the secret, too.
 */
class SecretsIT {
    private static final String BUCKET = "secrets";
    private static final String WRONG = "wr0ngS3cr3tOfThePenguinsHouse";
    private static final String KEY_ID = "id-of-the-penguins-key";

    private static RunningMillrace millrace;
    private static ApiClient api;
    private static StackSearch secret;
    private static StackSearch keyId;
    private static String failedJob;

    @BeforeAll
    static void failWithAWrongSecret() {
        millrace = RunningMillrace.shared();
        api = millrace.api();
        secret = new StackSearch(millrace.stack(), WRONG);
        keyId = new StackSearch(millrace.stack(), KEY_ID);
        millrace.putObject(BUCKET, "edits.json.gz", WikipediaEdits.gzipped());
        assertHidden(api.post("/connections", connection("wrong_secret", KEY_ID, WRONG))
                .expect(200));
        failedJob = submit("with_wrong_secret", "wrong_secret");
        JsonNode job = api.awaitEnd(failedJob);
        assertThat(job.get("executionStatus").asText()).as(job.toPrettyString()).isEqualTo("failed");
        assertThat(job.at("/health/code").asText()).isEqualTo("could_not_connect_to_source");
    }

    @Test
    void noAnswerHasTheSecret() {
        for (String path : List.of("/connections", "/connections/wrong_secret")) {
            Answer answer = assertHidden(api.get(path).expect(200));
            assertThat(keyId.isIn(answer.body())).isTrue();
        }
        String job = "/jobs/" + failedJob;
        for (String path : List.of("/jobs", job, job + "/logs", job + "/metrics", job + "/progress", job + "/status")) {
            assertHidden(api.get(path).expect(200));
        }
        assertThat(api.job(failedJob).at("/spec/source/connectionName").asText())
                .isEqualTo("wrong_secret");
        assertHidden(api.post("/connections/wrong_secret/test", "{}").expect(400));
        assertHidden(api.post("/connections", connection("wrong_secret", KEY_ID, WRONG))
                .expect(409));
    }

    @Test
    void aBodyThatIsRefusedIsNotRepeatedInTheAnswer() {
        String body = connection("refused_secret", KEY_ID, WRONG);

        assertHidden(api.post("/connections", body.replace("\"" + WRONG + "\"", WRONG))
                .expect(400));
        assertHidden(api.post("/connections", body.replace("\"" + WRONG + "\"", "[\"" + WRONG + "\"]"))
                .expect(400));
        assertHidden(api.post("/connections", body.replace("access_key\"", "no_such_type\""))
                .expect(400));
    }

    @Test
    void noRowHasTheSecret() throws Exception {
        assertThat(keyId.tables()).contains("millrace.connections", "millrace.jobs");
        assertThat(secret.tables()).isEmpty();
    }

    @Test
    void noRecordHasTheSecret() throws Exception {
        assertThat(keyId.topics()).contains("millrace.jobs", "millrace.batch-tasks");
        assertThat(secret.topics()).isEmpty();
    }

    @Test
    void noLogHasTheSecret() throws IOException {
        assertThat(new StackSearch(millrace.stack(), failedJob).logs()).contains("batch-loader.log");
        assertThat(secret.logs()).isEmpty();
    }

    @Test
    void noMetricHasTheSecret() throws Exception {
        for (Part service : Stream.of(Part.values()).filter(Part::isService).toList()) {
            URI metrics = millrace.stack().url(service).resolve("/q/metrics");
            String text = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body();
            assertThat(text).contains("jvm_memory_used_bytes");
            assertThat(secret.isIn(text)).isFalse();
        }
    }

    @Test
    void aJobReadsWithTheSecretThatWasGivenLast() {
        api.post("/connections", connection("mended_secret", stackKeyId(), WRONG))
                .expect(200);
        api.post("/connections/mended_secret/test", "{}").expect(400);

        ObjectNode change = ApiClient.JSON.createObjectNode().put("type", "s3");
        change.putObject("secrets").put("accessKeySecret", millrace.stack().s3().secretKey());
        api.put("/connections/mended_secret", change.toString()).expect(200);
        api.put("/connections/mended_secret", "{\"type\": \"s3\", \"description\": \"the secret stays\"}")
                .expect(200);

        api.post("/connections/mended_secret/test", "{}").expect(200);
        api.awaitCompletion(submit("with_mended_secret", "mended_secret"));
        assertThat(api.queryRow("SELECT COUNT(*) AS n FROM with_mended_secret")
                        .get("n")
                        .asLong())
                .isEqualTo(WikipediaEdits.ROWS);
    }

    private static String submit(String table, String connection) {
        return api.submit(
                WikipediaJobs.detail(table, WikipediaJobs.s3(connection, "\"objects\": [\"edits.json.gz\"]")));
    }

    private static String connection(String name, String accessKeyId, String accessKeySecret) {
        return millrace.s3Connection(name, BUCKET)
                .replace(stackKeyId(), accessKeyId)
                .replace(millrace.stack().s3().secretKey(), accessKeySecret);
    }

    private static String stackKeyId() {
        return millrace.stack().s3().accessKey();
    }

    private static Answer assertHidden(Answer answer) {
        assertThat(secret.isIn(answer.body())).as(answer.body()).isFalse();
        assertThat(secret.isIn(answer.headers().toString())).isFalse();
        return answer;
    }
}
