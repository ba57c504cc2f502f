package io.millrace.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.localstack.LocalStack;
import io.millrace.localstack.Part;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;

/** Uploads a file and loads it as a batch job. */
final class BatchLoad {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JOB = """
            {"type": "batch", "createTableIfNotExists": true,
             "target": {"type": "table", "tableName": "%s"},
             "source": {"type": "uploaded", "fileList": ["%s"], "formatSettings": {"format": "nd-json"},
               "inputSchema": [
                 {"name": "time", "dataType": "string"}, {"name": "session_id", "dataType": "string"},
                 {"name": "user_id", "dataType": "long"}, {"name": "event", "dataType": "string"},
                 {"name": "url", "dataType": "string"}, {"name": "country", "dataType": "string"},
                 {"name": "city", "dataType": "string"}, {"name": "browser", "dataType": "string"},
                 {"name": "duration_ms", "dataType": "long"}, {"name": "revenue", "dataType": "double"}]},
             "filterExpression": "\\"duration_ms\\" >= 0",
             "mappings": [
               {"columnName": "__time", "expression": "TIME_PARSE(\\"time\\")"},
               {"columnName": "session_id", "expression": "\\"session_id\\""},
               {"columnName": "user_id", "expression": "\\"user_id\\""},
               {"columnName": "event", "expression": "LOWER(\\"event\\")"},
               {"columnName": "url", "expression": "\\"url\\""},
               {"columnName": "country", "expression": "\\"country\\""},
               {"columnName": "city", "expression": "\\"city\\""},
               {"columnName": "browser", "expression": "\\"browser\\""},
               {"columnName": "duration_ms", "expression": "\\"duration_ms\\""},
               {"columnName": "revenue", "expression": "\\"revenue\\""}]}""";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String project;
    private final String authorization;

    BatchLoad(LocalStack stack) {
        project =
                stack.url(Part.API_SERVICE) + "/v1/projects/" + stack.secrets().projectId();
        authorization = "Basic "
                + Base64.getEncoder().encodeToString((stack.secrets().apiKey() + ":").getBytes(StandardCharsets.UTF_8));
    }

    /** How long the job ran, from its start to its commit; the upload before it does not count. */
    Duration run(Path file) throws IOException, InterruptedException {
        String name = file.getFileName().toString();
        long began = System.nanoTime();
        upload(file, name);
        LoadBenchmark.say(
                "Millrace: uploaded %s in %.1f s",
                name, LoadBenchmark.seconds(Duration.ofNanos(System.nanoTime() - began)));
        String table = name.replaceAll("\\W", "_");
        JsonNode job =
                awaitEnd(post("/jobs", JOB.formatted(table, name)).get("id").asText());
        Duration took = Duration.between(
                Instant.parse(job.get("startedTimestamp").asText()),
                Instant.parse(job.get("completedTimestamp").asText()));
        LoadBenchmark.say("Millrace: loaded %s in %.1f s", name, LoadBenchmark.seconds(took));
        return took;
    }

    private void upload(Path file, String name) throws IOException, InterruptedException {
        String boundary = "millrace-benchmark-boundary";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n\r\n"),
                BodyPublishers.ofFile(file),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        send(HttpRequest.newBuilder(URI.create(project + "/files"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    }

    private JsonNode post(String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(project + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private JsonNode awaitEnd(String id) throws IOException, InterruptedException {
        while (true) {
            JsonNode job = send(
                    HttpRequest.newBuilder(URI.create(project + "/jobs/" + id)).GET());
            String status = job.get("executionStatus").asText();
            if (status.equals("completed")) {
                return job;
            }
            if (Set.of("failed", "canceled").contains(status)) {
                throw new IllegalStateException("The job ended as " + job.toPrettyString());
            }
            Thread.sleep(200);
        }
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var response = http.send(request.header("Authorization", authorization).build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.statusCode() + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }
}
