package io.millrace.api;

import io.millrace.localstack.LocalStack;
import io.millrace.localstack.Part;
import io.millrace.localstack.PostgresAccess;
import io.millrace.localstack.S3Access;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts Kafka, an S3 server and PostgreSQL for the tests of this module and tells the service where they are. */
public final class RealStack implements QuarkusTestResourceLifecycleManager {
    public static final String ADMIN_KEY = "pok_0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
    static final String PROJECT_ID = "0b8f5c1e-6a0f-4a39-9d7c-3a1f0e6f7a11";
    static final String SECRET_KEYS = "it:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    static final int MAX_UPLOAD_BYTES = 32 * 1024 * 1024;

    private @Nullable Path directory;
    private @Nullable LocalStack stack;

    @Override
    public Map<String, String> start() {
        try {
            directory = Files.createTempDirectory("millrace-api-it");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LocalStack started = LocalStack.in(directory)
                .with(Part.KAFKA, Part.S3, Part.POSTGRES)
                .start();
        stack = started;
        PostgresAccess postgres = started.postgres();
        S3Access s3 = started.s3();
        return Map.ofEntries(
                Map.entry("quarkus.datasource.jdbc.url", postgres.controlUrl()),
                Map.entry("quarkus.datasource.username", postgres.user()),
                Map.entry("quarkus.datasource.password", postgres.password()),
                Map.entry("millrace.catalog.jdbc-url", postgres.catalogUrl()),
                Map.entry("millrace.catalog.user", postgres.user()),
                Map.entry("millrace.catalog.password", postgres.password()),
                Map.entry("millrace.storage.endpoint", s3.endpoint().toString()),
                Map.entry("millrace.storage.region", s3.region()),
                Map.entry("millrace.storage.bucket", s3.bucket()),
                Map.entry("millrace.storage.access-key-id", s3.accessKey()),
                Map.entry("millrace.storage.secret-access-key", s3.secretKey()),
                Map.entry("millrace.kafka.bootstrap-servers", started.kafka().bootstrapServers()),
                Map.entry("millrace.secrets.keys", SECRET_KEYS),
                Map.entry("millrace.api.admin-key", ADMIN_KEY),
                Map.entry("millrace.api.default-project-id", PROJECT_ID),
                Map.entry("millrace.connections.allow-private-networks", "true"),
                Map.entry("millrace.files.max-upload-size", Integer.toString(MAX_UPLOAD_BYTES)));
    }

    @Override
    public void stop() {
        if (stack != null) {
            stack.close();
            delete(Objects.requireNonNull(directory));
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
