package io.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.ApiClient.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collection;
import java.util.List;

/** API keys that live as long as a test needs them, since there may be only so many. */
final class TestKeys {
    static final String KEYS = "/v1/apikeys";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestKeys() {}

    /** A key that the administrator's key made. */
    record TestKey(String id, String secret) implements AutoCloseable {
        static TestKey with(String... permissions) {
            return with(List.of(permissions));
        }

        static TestKey with(Collection<String> permissions) {
            Answer made = ApiClient.post(KEYS, body("test", permissions));
            assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
            return new TestKey(made.text("/id"), made.text("/apiKey"));
        }

        Answer get(String path) {
            return ApiClient.send(request(path).GET());
        }

        Answer json(String method, String path, String json) {
            return ApiClient.send(request(path)
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json)));
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(ApiClient.uri(path)).header("Authorization", "Basic " + secret + ":");
        }

        @Override
        public void close() {
            ApiClient.delete(KEYS + "/" + id);
        }
    }

    static String body(String name, Collection<String> permissions) {
        ObjectNode body = JSON.createObjectNode().put("name", name);
        permissions.forEach(body.putArray("permissions")::add);
        return body.toString();
    }
}
