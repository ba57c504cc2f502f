package io.millrace.localstack.s3;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;

/**
 * Serves the S3 protocol from a directory. Arguments: a properties file, and a file to create once the server
 * answers. Properties: {@code endpoint}, {@code directory}, {@code bucket} (made when it is missing),
 * {@code access-key} and {@code secret-key}.
 */
public final class S3ServerProcess {
    /** A part of a multipart upload, or an object sent whole, is buffered up to this size to check its signature. */
    private static final long LARGEST_SIGNED_BODY_IN_BYTES = 128L * 1024 * 1024;

    private static final long STOP_TIMEOUT_IN_MILLIS = 5_000;

    private S3ServerProcess() {}

    public static void main(String[] arguments) throws Exception {
        Properties settings = read(Path.of(arguments[0]));
        Path directory = Files.createDirectories(Path.of(settings.getProperty("directory")));
        BlobStore store = new FilesystemNio2BlobStore(directory.toString());
        createBucketOnce(store, settings.getProperty("bucket"));
        S3Proxy server = S3Proxy.builder()
                .blobStore(store)
                .endpoint(URI.create(settings.getProperty("endpoint")))
                .awsAuthentication(
                        AuthenticationType.AWS_V2_OR_V4,
                        settings.getProperty("access-key"),
                        settings.getProperty("secret-key"))
                .v4MaxNonChunkedRequestSize(LARGEST_SIGNED_BODY_IN_BYTES)
                .ignoreUnknownHeaders(true)
                .stopTimeout(STOP_TIMEOUT_IN_MILLIS)
                .jettyMaxThreads(64)
                .build();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "shutdown"));
        server.start();
        Files.createFile(Path.of(arguments[1]));
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static void createBucketOnce(BlobStore store, String bucket) {
        if (!store.containerExists(bucket)) {
            store.createContainer(bucket);
        }
    }

    private static void stop(S3Proxy server) {
        try {
            server.stop();
        } catch (Exception e) {
            System.err.println("The S3 server did not stop in order: " + e);
        }
    }
}
