package io.millrace.localstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** A client of the ingestion API as a user would write one. */
final class ApiClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int FIRST_FAILURE = 300;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final ApiAddress address;

    ApiClient(ApiAddress address) {
        this.address = address;
    }

    ObjectNode object() {
        return json.createObjectNode();
    }

    /** Uploads a file; false if there is one with its name. */
    boolean upload(String name, byte[] content) throws IOException, InterruptedException {
        String boundary = "millrace-demo-boundary";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpRequest request = request("/files")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
        return createdOrThereAlready(request);
    }

    /** Creates a resource; false if there is one with its name. */
    boolean create(String resource, JsonNode body) throws IOException, InterruptedException {
        return createdOrThereAlready(request(resource)
                .header("Content-Type", "application/json")
                .POST(text(body.toString()))
                .build());
    }

    JsonNode post(String resource, JsonNode body) throws IOException, InterruptedException {
        return required(request(resource)
                .header("Content-Type", "application/json")
                .POST(text(body.toString()))
                .build());
    }

    JsonNode get(String resource) throws IOException, InterruptedException {
        return required(request(resource).GET().build());
    }

    boolean exists(String resource) throws IOException, InterruptedException {
        HttpRequest request = request(resource).GET().build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() == NOT_FOUND) {
            return false;
        }
        requireSuccess(request, response);
        return true;
    }

    /** Pushes newline-separated events. */
    void push(String connection, byte[] events, boolean gzipped) throws IOException, InterruptedException {
        HttpRequest.Builder builder = request("/events/" + connection).header("Content-Type", "application/json");
        if (gzipped) {
            builder.header("Content-Encoding", "gzip");
        }
        HttpRequest request = builder.POST(BodyPublishers.ofByteArray(events)).build();
        HttpResponse<String> response = send(request);
        if (response.statusCode() != OK) {
            throw refused(request, response);
        }
    }

    /** The rows of a query, each an object. */
    JsonNode query(String sql) throws IOException, InterruptedException {
        return post("/query/sql", object().put("query", sql).put("resultFormat", "object"));
    }

    private boolean createdOrThereAlready(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request);
        if (response.statusCode() == CONFLICT) {
            return false;
        }
        requireSuccess(request, response);
        return true;
    }

    private JsonNode required(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = send(request);
        requireSuccess(request, response);
        return response.body().isEmpty() ? MissingNode.getInstance() : json.readTree(response.body());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String resource) {
        String credentials =
                Base64.getEncoder().encodeToString((address.apiKey() + ":").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create(address.url() + "/v1/projects/" + address.projectId() + resource))
                .timeout(TIMEOUT)
                .header("Authorization", "Basic " + credentials);
    }

    private static BodyPublisher text(String body) {
        return BodyPublishers.ofString(body, StandardCharsets.UTF_8);
    }

    private static void requireSuccess(HttpRequest request, HttpResponse<String> response) {
        if (response.statusCode() >= FIRST_FAILURE) {
            throw refused(request, response);
        }
    }

    private static DemoException refused(HttpRequest request, HttpResponse<String> response) {
        return new DemoException(request.method() + " " + request.uri() + " was answered with " + response.statusCode()
                + ": " + response.body());
    }
}
