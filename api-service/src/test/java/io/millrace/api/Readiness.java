package io.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The service serves requests only some moments after it has started. */
final class Readiness {
    private Readiness() {}

    static void await() {
        Awaitility.await("readiness")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> assertThat(ApiClient.send(HttpRequest.newBuilder(ApiClient.uri("/q/health/ready"))))
                                .satisfies(answer -> assertThat(answer.status())
                                        .as(answer.body().toString())
                                        .isEqualTo(200)));
    }
}
