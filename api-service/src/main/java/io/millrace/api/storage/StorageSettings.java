package io.millrace.api.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code millrace.storage.*}: Millrace's own bucket, for uploaded files and for the tables. */
@ConfigMapping(prefix = "millrace.storage")
public interface StorageSettings {
    /** {@code millrace.storage.endpoint}: the S3 endpoint with scheme, such as {@code https://s3.eu-west-1.amazonaws.com}. */
    String endpoint();

    /** {@code millrace.storage.region}: the region that requests are signed for. */
    @WithDefault("us-east-1")
    String region();

    /** {@code millrace.storage.bucket}: must exist. */
    String bucket();

    /** {@code millrace.storage.access-key-id}. */
    String accessKeyId();

    /** {@code millrace.storage.secret-access-key}: secret. */
    String secretAccessKey();
}
