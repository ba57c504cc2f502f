package io.millrace.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestJsonTest {
    @Test
    void ofAKeyThatComesTwiceTheLastOneWins() {
        ObjectNode body = parse("{\"a\": 1, \"b\": 2, \"a\": 3}");

        assertThat(body.get("a").asInt()).isEqualTo(3);
    }

    @Test
    void aTokenThatIsNoJsonIsNotRepeated() {
        assertThatThrownBy(() -> parse("{\"accessKeySecret\": sesame}"))
                .hasMessageContaining("line 1, column")
                .hasMessageContaining("Unrecognized token")
                .hasMessageNotContaining("sesame");
    }

    @Test
    void malformedJsonIsReportedWithLineAndColumn() {
        assertThatThrownBy(() -> parse("{\n  \"a\": tru\n}"))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("line 2, column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "\"text\"", "17", "{} {}", "{"})
    void whatIsNotOneObjectIsRefused(String body) {
        assertThatThrownBy(() -> parse(body))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
                .extracting(ApiException::code)
                .isEqualTo(ApiErrorCode.BAD_ARGUMENT);
    }

    @Test
    void bytesThatLookLikeAnotherEncodingAreRefused() {
        byte[] looksLikeUtf32 = {0, 0, 0, '{', 0x7f, 0x7f, 0x7f, 0x7f};

        assertThatThrownBy(() -> RequestJson.parse(new ByteArrayInputStream(looksLikeUtf32)))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
                .extracting(ApiException::code)
                .isEqualTo(ApiErrorCode.BAD_ARGUMENT);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> parse("{\"a\":".repeat(500) + "1" + "}".repeat(500)))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAsSuch() {
        String body = "{\"a\": \"" + "x".repeat(RequestJson.MAX_BYTES) + "\"}";

        assertThatThrownBy(() -> parse(body))
                .asInstanceOf(InstanceOfAssertFactories.type(ApiException.class))
                .extracting(ApiException::code)
                .isEqualTo(ApiErrorCode.PAYLOAD_TOO_LARGE);
    }

    private static ObjectNode parse(String body) {
        return RequestJson.parse(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }
}
