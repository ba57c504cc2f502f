package io.millrace.localstack.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.localstack.LocalStack;
import io.millrace.localstack.Part;
import io.millrace.localstack.PrivateFile;
import io.millrace.localstack.demo.ApiAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code ready.json}: there while the stack runs, with all that a client needs to know. */
record ReadyFile(Path file) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static ReadyFile in(Path directory) {
        return new ReadyFile(directory.resolve("ready.json"));
    }

    void write(LocalStack stack) throws IOException {
        PrivateFile.write(file, JSON.writeValueAsBytes(describe(stack)));
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Where the API answers and with which key; empty if the stack is not ready. */
    Optional<ApiAddress> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode ready = JSON.readTree(file.toFile());
        return Optional.of(new ApiAddress(
                URI.create(ready.path("url").asText()),
                ready.path("projectId").asText(),
                ready.path("apiKey").asText(),
                file));
    }

    private static ObjectNode describe(LocalStack stack) {
        ObjectNode ready = JSON.createObjectNode();
        ready.put("url", stack.url(Part.API_SERVICE).toString());
        ready.put("projectId", stack.secrets().projectId().toString());
        ready.put("apiKey", stack.secrets().apiKey());
        ready.putObject("s3")
                .put("endpoint", stack.s3().endpoint().toString())
                .put("accessKey", stack.s3().accessKey())
                .put("secretKey", stack.s3().secretKey())
                .put("bucket", stack.s3().bucket());
        ready.putObject("kafka").put("bootstrapServers", stack.kafka().bootstrapServers());
        ready.putObject("postgres")
                .put("url", stack.postgres().controlUrl())
                .put("user", stack.postgres().user())
                .put("password", stack.postgres().password());
        ready.putObject("graphistry")
                .put("username", stack.secrets().graphistryUsername())
                .put("password", stack.secrets().graphistryPassword());
        ObjectNode pids = ready.putObject("pids");
        pids.put("api-service", stack.pid(Part.API_SERVICE));
        pids.put("stream-processor", stack.pid(Part.STREAM_PROCESSOR));
        pids.put("batch-loader", stack.pid(Part.BATCH_LOADER));
        pids.put("kafka", stack.pid(Part.KAFKA));
        pids.put("s3", stack.pid(Part.S3));
        pids.put("postgres", stack.pid(Part.POSTGRES));
        return ready;
    }
}
