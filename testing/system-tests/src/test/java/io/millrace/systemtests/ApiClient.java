package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Talks to a running api-service as any client would. */
final class ApiClient {
    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String projectId;
    private final String authorization;

    ApiClient(String url, String projectId, String apiKey) {
        this(url, projectId, "Basic", apiKey);
    }

    private ApiClient(String url, String projectId, String scheme, String apiKey) {
        this.url = url;
        this.projectId = projectId;
        this.authorization =
                scheme + " " + Base64.getEncoder().encodeToString((apiKey + ":").getBytes(StandardCharsets.UTF_8));
    }

    /** An answer: its status, its body, and the body as JSON if it is some. */
    record Answer(int status, String body, JsonNode json, Map<String, java.util.List<String>> headers) {
        Answer expect(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }
    }

    ApiClient withKey(String apiKey) {
        return new ApiClient(url, projectId, apiKey);
    }

    /** The address of something in the project; {@code path} begins with a slash. */
    URI uri(String path) {
        return URI.create(url + "/v1/projects/" + projectId + path);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    Answer put(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    Answer upload(String name, byte[] bytes) {
        return upload(name, BodyPublishers.ofByteArray(bytes));
    }

    Answer upload(String name, BodyPublisher bytes) {
        String boundary = "boundary-" + UUID.randomUUID();
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head), bytes, BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return send(request("/files")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    }

    Answer push(String connection, byte[] events) {
        return send(request("/events/" + connection)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(events)));
    }

    Answer pushGzipped(String connection, byte[] gzipped) {
        return send(request("/events/" + connection)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzipped)));
    }

    /** The rows of a query, as objects. */
    JsonNode query(String sql) {
        return post("/query/sql", JSON.createObjectNode().put("query", sql).toString())
                .expect(200)
                .json();
    }

    /** The single row of a query. */
    JsonNode queryRow(String sql) {
        JsonNode rows = query(sql);
        assertThat(rows).as(sql).hasSize(1);
        return rows.get(0);
    }

    /** The id of a new job. */
    String submit(String job) {
        return post("/jobs", job).expect(201).json().get("id").asText();
    }

    JsonNode job(String id) {
        return get("/jobs/" + id).expect(200).json();
    }

    JsonNode totals(String id) {
        return get("/jobs/" + id + "/metrics").expect(200).json().get("totals");
    }

    /** The job once it is over. */
    JsonNode awaitEnd(String id) {
        return awaitJob(
                id,
                job -> java.util.Set.of("completed", "failed", "canceled")
                        .contains(job.get("executionStatus").asText()));
    }

    JsonNode awaitCompletion(String id) {
        JsonNode job = awaitEnd(id);
        assertThat(job.get("executionStatus").asText()).as(job.toPrettyString()).isEqualTo("completed");
        return job;
    }

    JsonNode awaitJob(String id, Predicate<JsonNode> condition) {
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> job(id), condition);
    }

    static String encoded(String pathSegment) {
        return URLEncoder.encode(pathSegment, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(Duration.ofMinutes(5)).header("Authorization", authorization);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    json(response.body()),
                    response.headers().map());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }
}
