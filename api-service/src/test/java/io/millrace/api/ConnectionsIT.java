package io.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.ApiClient.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(RealStack.class)
class ConnectionsIT {
    private static final String CONNECTIONS = ApiClient.PROJECT + "/connections";

    @BeforeAll
    static void awaitReady() {
        Readiness.await();
    }

    @Test
    void thePushSampleOfTheVendorWorksAsPrinted() {
        Answer made = ApiClient.post(CONNECTIONS, "{\n\"type\": \"push_streaming\",\n\"name\": \"demo_connection\"\n}");

        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        assertThat(made.text("/type")).isEqualTo("push_streaming");
        assertThat(made.text("/endpointUrl")).endsWith(ApiClient.PROJECT + "/events/demo_connection");
        assertThat(made.response().headers().firstValue("Location")).isPresent();
        assertThat(ApiClient.get(CONNECTIONS + "/demo_connection").body()).isEqualTo(made.body());
        assertThat(ApiClient.post(CONNECTIONS + "/demo_connection/test", "{}").status())
                .isEqualTo(200);
    }

    @Test
    void theS3SampleOfTheVendorWorksAsPrinted() {
        Answer made = ApiClient.post(CONNECTIONS, """
                {"type": "s3", "name": "demo-conn", "bucket": "demo-bucket",
                 "awsEndpoint": "s3.us-east-1.amazonaws.com",
                 "awsAssumedRoleArn": "arn:aws:iam::012345678901:role/demo-role"}""");

        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        assertThat(made.text("/awsAssumedRoleArn")).isEqualTo("arn:aws:iam::012345678901:role/demo-role");
        assertThat(made.text("/submittedOnTimestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(made.text("/modifiedByUser/username")).startsWith("api-key-pok_");
        assertThat(ApiClient.post(CONNECTIONS + "/demo-conn/test", "").status()).isEqualTo(400);
    }

    @Test
    void secretsGoInAndNeverComeOut() {
        Answer made = ApiClient.post(CONNECTIONS, s3("with-secret", setting("secret-access-key")));

        assertThat(made.status()).as(made.body().toString()).isEqualTo(200);
        assertThat(made.text("/secrets/accessKeyId")).isEqualTo(setting("access-key-id"));
        for (Answer answer :
                new Answer[] {made, ApiClient.get(CONNECTIONS), ApiClient.get(CONNECTIONS + "/with-secret")}) {
            assertThat(answer.response().body()).doesNotContain("accessKeySecret", setting("secret-access-key"));
        }
        assertThat(ApiClient.post(CONNECTIONS + "/with-secret/test", "{}").status())
                .isEqualTo(200);
    }

    @Test
    void aWrongSecretFailsTheTestWithTheStoresMessage() {
        ApiClient.post(CONNECTIONS, s3("wrong-secret", "not-the-secret"));

        Answer test = ApiClient.post(CONNECTIONS + "/wrong-secret/test", "{}");

        assertThat(test.status()).isEqualTo(400);
        assertThat(test.text("/message")).contains("wrong-secret").doesNotContain("not-the-secret");
    }

    @ParameterizedTest
    @CsvSource({"PATCH", "PUT"})
    void aChangeKeepsWhatItDoesNotMention(String method) {
        String name = "changing-" + method;
        ApiClient.post(CONNECTIONS, s3(name, setting("secret-access-key")));

        Answer changed = ApiClient.json(
                method, CONNECTIONS + "/" + name, "{\"type\": \"s3\", \"prefix\": \"in/\", \"description\": \"new\"}");

        assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
        assertThat(changed.text("/prefix")).isEqualTo("in/");
        assertThat(changed.text("/bucket")).isEqualTo(setting("bucket"));
        assertThat(ApiClient.post(CONNECTIONS + "/" + name + "/test", "{}").status())
                .as("the secret is still there")
                .isEqualTo(200);
    }

    @Test
    void nameAndTypeCannotChange() {
        ApiClient.post(CONNECTIONS, "{\"type\": \"push_streaming\", \"name\": \"fixed\"}");

        Answer type = ApiClient.json("PATCH", CONNECTIONS + "/fixed", "{\"type\": \"s3\"}");
        Answer name =
                ApiClient.json("PATCH", CONNECTIONS + "/fixed", "{\"type\": \"push_streaming\", \"name\": \"other\"}");

        assertThat(type.status()).isEqualTo(400);
        assertThat(type.text("/target")).isEqualTo("type");
        assertThat(name.status()).isEqualTo(400);
        assertThat(name.text("/target")).isEqualTo("name");
    }

    @Test
    void aNameCanBeTakenOnceAndIsFreeAfterDeletion() {
        String body = "{\"type\": \"push_streaming\", \"name\": \"reused\"}";
        ApiClient.post(CONNECTIONS, body);

        Answer second = ApiClient.post(CONNECTIONS, body);
        Answer deleted = ApiClient.delete(CONNECTIONS + "/reused");
        Answer third = ApiClient.post(CONNECTIONS, body);

        assertThat(second.status()).isEqualTo(409);
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.response().body()).isEqualTo("{}");
        assertThat(third.status()).isEqualTo(200);
        assertThat(ApiClient.delete(CONNECTIONS + "/never-there").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type": "push_streaming"}                                                       | name
            {"type": "push_streaming", "name": "no spaces"}                                  | name
            {"name": "x"}                                                                    | type
            {"name": "x", "type": "kafka"}                                                   | type
            {"name": "x", "type": "carrier pigeon"}                                          | type
            {"name": "x", "type": "s3", "awsEndpoint": "s3.eu-west-1.amazonaws.com"}         | bucket
            {"name": "x", "type": "s3", "bucket": "abc"}                                     | awsEndpoint
            {"name": "x", "type": "s3", "bucket": "abc", "awsEndpoint": "http://169.254.1.1"} | awsEndpoint
            """)
    void aConnectionThatCannotBeIsNamed(String body, String target) {
        Answer answer = ApiClient.post(CONNECTIONS, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/target")).isEqualTo(target);
    }

    @Test
    void aBodyOfAnotherTypeIsUnsupported() {
        Answer answer = ApiClient.send(ApiClient.request(CONNECTIONS)
                .header("Content-Type", "text/plain")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.text("/error/code")).isEqualTo("UnsupportedMediaType");
    }

    @Test
    void malformedJsonIsReportedWithItsPlace() {
        Answer answer = ApiClient.post(CONNECTIONS, "{\"type\": \"s3\",\n \"name\" \"x\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/message")).contains("line 2, column");
    }

    static String s3(String name, String secret) {
        return """
                {"type": "s3", "name": "%s", "bucket": "%s", "awsEndpoint": "%s",
                 "secrets": {"type": "access_key", "accessKeyId": "%s", "accessKeySecret": "%s"}}""".formatted(name, setting("bucket"), setting("endpoint"), setting("access-key-id"), secret);
    }

    static String setting(String name) {
        return ConfigProvider.getConfig().getValue("millrace.storage." + name, String.class);
    }
}
