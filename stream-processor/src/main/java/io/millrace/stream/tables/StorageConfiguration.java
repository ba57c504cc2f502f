package io.millrace.stream.tables;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Millrace's own bucket, where the tables' files are. */
@ConfigMapping(prefix = "millrace.storage")
public interface StorageConfiguration {
    /** {@code millrace.storage.endpoint}: of the S3-compatible store, with scheme. */
    @WithDefault("http://localhost:9000")
    String endpoint();

    /** {@code millrace.storage.region}. */
    @WithDefault("us-east-1")
    String region();

    /** {@code millrace.storage.bucket}. */
    @WithDefault("millrace")
    String bucket();

    /** {@code millrace.storage.access-key-id}. */
    @WithDefault("millrace")
    String accessKeyId();

    /** {@code millrace.storage.secret-access-key}; never logged. */
    @WithDefault("millrace")
    String secretAccessKey();
}
