package io.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.ApiClient.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, to what, and how refusals look. */
@QuarkusTest
@WithTestResource(RealStack.class)
class AccessIT {
    private static final String FILES = ApiClient.PROJECT + "/files";

    @BeforeAll
    static void awaitReady() {
        Readiness.await();
    }

    static String[] headersThatCarryTheKey() {
        String key = RealStack.ADMIN_KEY;
        byte[] userAndEmptyPassword = (key + ":").getBytes(StandardCharsets.UTF_8);
        return new String[] {
            "Basic " + key,
            "Basic " + key + ":",
            "basic " + key,
            "Bearer " + key,
            "Basic " + Base64.getEncoder().encodeToString(userAndEmptyPassword),
            "Basic " + Base64.getUrlEncoder().withoutPadding().encodeToString(userAndEmptyPassword)
        };
    }

    @ParameterizedTest
    @MethodSource("headersThatCarryTheKey")
    void everyFormOfTheHeaderLetsTheKeyIn(String header) {
        Answer answer =
                ApiClient.send(HttpRequest.newBuilder(ApiClient.uri(FILES)).header("Authorization", header));

        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic pok_wrong", "Basic", "Digest x", "Basic cG9rX3dyb25nOg=="})
    void aWrongKeyIsRefusedInBothErrorShapes(String header) {
        Answer answer =
                ApiClient.send(HttpRequest.newBuilder(ApiClient.uri(FILES)).header("Authorization", header));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("/code")).isEqualTo("InvalidAuthentication");
        assertThat(answer.text("/error/code")).isEqualTo("InvalidAuthentication");
        assertThat(answer.text("/error/message"))
                .isEqualTo(answer.text("/message"))
                .isNotEmpty();
    }

    @Test
    void aRequestWithoutCredentialsIsRefused() {
        Answer answer = ApiClient.send(HttpRequest.newBuilder(ApiClient.uri(FILES)));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.response().headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/projects/6f1c2a34-0000-4000-8000-000000000000/files", "/v1/projects/nonsense/files"})
    void anUnknownProjectIsNotFound(String path) {
        Answer answer = ApiClient.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/message")).contains("project");
    }

    @Test
    void anUnknownPathIsNotFoundInTheSameShape() {
        Answer answer = ApiClient.get(ApiClient.PROJECT + "/nothing-here");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("/error/code")).isEqualTo("ObjectNotFound");
    }

    @Test
    void aMethodThatAPathDoesNotTakeIs405() {
        Answer answer = ApiClient.json("PATCH", FILES, "{}");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text("/code")).isEqualTo("MethodNotAllowed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/files", "//v1//files/", "/v1/files/"})
    void addressesWithoutAProjectLeadToTheDefaultOne(String path) {
        Answer answer = ApiClient.get(path + "?paginationLimit=1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().has("files")).isTrue();
    }

    @Test
    void everyAnswerHasARequestId() {
        assertThat(ApiClient.get(FILES).response().headers().firstValue("X-Request-Id"))
                .isPresent();
    }
}
