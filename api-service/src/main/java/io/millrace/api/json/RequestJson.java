package io.millrace.api.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

/** Request bodies as trees. A key that comes twice is tolerated and the last one wins, as the contract's samples need. */
public final class RequestJson {
    /** Larger bodies are refused; files and events have ways of their own. */
    public static final int MAX_BYTES = 8 * 1024 * 1024;

    private static final int MAX_DEPTH = 100;
    private static final Pattern UNRECOGNIZED = Pattern.compile("Unrecognized token '[^']*'");

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private RequestJson() {}

    /** @throws ApiException if the body is too large, not JSON, or not a JSON object */
    public static ObjectNode parse(InputStream body) {
        byte[] bytes = read(body);
        if (bytes.length == 0) {
            throw ApiException.badArgument("body", "The request has no body; a JSON object is expected.");
        }
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            if (tree instanceof ObjectNode object) {
                return object;
            }
            throw ApiException.badArgument("body", "The body must be a JSON object.");
        } catch (JsonProcessingException e) {
            throw ApiException.badArgument("body", malformed(e));
        } catch (IOException e) {
            // The parser guesses the encoding from the first bytes, and then finds that it cannot be.
            throw ApiException.badArgument("body", "The body is not text in UTF-8: " + e.getMessage());
        }
    }

    /** The tree of JSON that this service stored itself. */
    public static ObjectNode parseStored(String json) {
        try {
            return (ObjectNode) MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored JSON is damaged", e);
        }
    }

    public static ObjectNode newObject() {
        return MAPPER.createObjectNode();
    }

    private static byte[] read(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw ApiException.of(
                        ApiErrorCode.PAYLOAD_TOO_LARGE, "The body is larger than " + MAX_BYTES + " bytes.");
            }
            return bytes;
        } catch (IOException e) {
            throw ApiException.badArgument("body", "The body ended early or could not be read.");
        }
    }

    private static String malformed(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
        // The token may be a secret whose quotes were forgotten.
        String reason = UNRECOGNIZED.matcher(e.getOriginalMessage()).replaceFirst("Unrecognized token");
        return "The body is not valid JSON" + where + ": " + reason;
    }
}
