package io.millrace.api.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ErrorBodyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void bothDocumentedShapesAreThereAtOnce() throws JsonProcessingException {
        Problems problems = new Problems();
        problems.add("source.inputSchema[1].dataType", "must be a string.");
        problems.add("target", "is required.");
        ApiException refusal = catchThrowableOfType(ApiException.class, problems::throwIfAny);

        JsonNode body = JSON.valueToTree(ErrorBody.of(
                refusal.code(), String.valueOf(refusal.getMessage()), refusal.target(), refusal.details(), null));

        assertThat(body.at("/code").asText()).isEqualTo("BadArgument");
        assertThat(body.at("/message").asText()).contains("2 problems");
        assertThat(body.at("/target").asText()).isEqualTo("source.inputSchema[1].dataType");
        assertThat(body.at("/details/1/target").asText()).isEqualTo("target");
        assertThat(body.at("/error/code")).isEqualTo(body.at("/code"));
        assertThat(body.at("/error/message")).isEqualTo(body.at("/message"));
        assertThat(body.at("/error/details")).isEqualTo(body.at("/details"));
        assertThat(body.has("requestId")).isFalse();
    }

    @Test
    void aSingleProblemSpeaksForItself() {
        Problems problems = new Problems();
        problems.add("name", "is taken.");
        problems.addUnlessNoticed("name", "is taken, said another check.");

        ApiException refusal = catchThrowableOfType(ApiException.class, problems::throwIfAny);

        assertThat(refusal).hasMessage("is taken.");
        assertThat(refusal.details()).hasSize(1);
    }
}
