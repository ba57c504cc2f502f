package io.millrace.systemtests;

import io.millrace.localstack.LocalStack;
import io.millrace.localstack.Part;
import io.millrace.localstack.S3Access;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** All three services and their servers, started once for all tests of the run. */
final class RunningMillrace {
    private static @Nullable RunningMillrace shared;

    private final LocalStack stack;
    private final S3Client s3;

    private RunningMillrace(Path directory) {
        stack = LocalStack.in(directory)
                .with(Part.values())
                // Small tasks and quick commits, so that a kill finds many of them under way.
                .setting(Part.BATCH_LOADER, "millrace.batch.planning.task-size", "8M")
                .setting(Part.STREAM_PROCESSOR, "millrace.stream.commit-interval", "2s")
                .onProgress(System.out::println)
                .start();
        S3Access access = stack.s3();
        s3 = S3Client.builder()
                .endpointOverride(access.endpoint())
                .region(Region.of(access.region()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(access.accessKey(), access.secretKey())))
                .build();
    }

    static synchronized RunningMillrace shared() {
        if (shared == null) {
            try {
                RunningMillrace started =
                        new RunningMillrace(Files.createTempDirectory(Path.of("target"), "millrace-"));
                Runtime.getRuntime().addShutdownHook(new Thread(started.stack::close));
                shared = started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    LocalStack stack() {
        return stack;
    }

    ApiClient api() {
        return new ApiClient(
                stack.url(Part.API_SERVICE).toString(),
                stack.secrets().projectId().toString(),
                stack.secrets().apiKey());
    }

    /** What the README's commands read of {@code ready.json}. */
    String readyJson() {
        return """
                {
                  "url": "%s",
                  "projectId": "%s",
                  "apiKey": "%s"
                }
                """.formatted(
                        stack.url(Part.API_SERVICE),
                        stack.secrets().projectId(),
                        stack.secrets().apiKey());
    }

    void kill(Part part) {
        stack.kill(part);
    }

    void restart(Part part) {
        stack.restart(part);
    }

    /** What a process holds in memory, its heap and everything else. */
    long residentBytes(Part part) {
        try {
            return Files.readAllLines(Path.of("/proc/" + stack.pid(part) + "/status")).stream()
                            .filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElseThrow()
                    * 1024;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an object into a bucket of the stack's S3 server, making the bucket if need be. */
    void putObject(String bucket, String key, byte[] bytes) {
        try {
            s3.createBucket(request -> request.bucket(bucket));
        } catch (BucketAlreadyOwnedByYouException e) {
            // From an earlier test.
        }
        s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
    }

    /** The body of a new S3 connection. */
    String s3Connection(String name, String bucket) {
        S3Access access = stack.s3();
        return """
                {"type": "s3", "name": "%s", "bucket": "%s", "awsEndpoint": "%s",
                 "secrets": {"type": "access_key", "accessKeyId": "%s", "accessKeySecret": "%s"}}""".formatted(name, bucket, access.endpoint(), access.accessKey(), access.secretKey());
    }

    /** The catalog as any other engine would open it. */
    JdbcCatalog icebergCatalog() {
        Map<String, String> settings = new HashMap<>();
        settings.put("uri", stack.postgres().catalogUrl());
        settings.put("jdbc.user", stack.postgres().user());
        settings.put("jdbc.password", stack.postgres().password());
        settings.put("jdbc.schema-version", "V1");
        settings.put("warehouse", "s3://" + stack.s3().bucket() + "/tables");
        settings.put("io-impl", S3FileIO.class.getName());
        settings.put("s3.endpoint", stack.s3().endpoint().toString());
        settings.put("s3.path-style-access", "true");
        settings.put("s3.access-key-id", stack.s3().accessKey());
        settings.put("s3.secret-access-key", stack.s3().secretKey());
        settings.put("client.region", stack.s3().region());
        JdbcCatalog catalog = new JdbcCatalog();
        catalog.initialize("millrace", settings);
        return catalog;
    }
}
