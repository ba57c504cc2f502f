package io.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.api.ApiClient.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(RealStack.class)
class ProjectsIT {
    @BeforeAll
    static void awaitReady() {
        Readiness.await();
    }

    @Test
    void theDefaultProjectIsListedAndFound() {
        JsonNode values = ApiClient.get("/v1/projects").body().get("values");
        Answer found = ApiClient.get(ApiClient.PROJECT);

        assertThat(values).hasSize(1);
        assertThat(values.get(0)).isEqualTo(found.body());
        assertThat(found.text("/id")).isEqualTo(RealStack.PROJECT_ID);
        assertThat(found.text("/name")).isEqualTo("default");
        assertThat(found.text("/createdOn")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void anotherIdIsNotFound() {
        assertThat(ApiClient.get("/v1/projects/6f1c2a34-0000-4000-8000-000000000000")
                        .status())
                .isEqualTo(404);
        assertThat(ApiClient.get("/v1/projects/nonsense").status()).isEqualTo(404);
    }
}
