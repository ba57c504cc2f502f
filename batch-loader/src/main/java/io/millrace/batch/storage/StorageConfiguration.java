package io.millrace.batch.storage;

import io.millrace.model.S3Location;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Millrace's own bucket: uploaded files under {@code files/}, tables under {@code tables/}. */
@ConfigMapping(prefix = "millrace.storage")
public interface StorageConfiguration {
    /** {@code millrace.storage.endpoint}: with scheme, such as {@code https://s3.eu-west-1.amazonaws.com}. Required. */
    String endpoint();

    /** {@code millrace.storage.region}. */
    @WithDefault("us-east-1")
    String region();

    /** {@code millrace.storage.bucket}. Required. */
    String bucket();

    /** {@code millrace.storage.access-key-id}. Required. */
    String accessKeyId();

    /** {@code millrace.storage.secret-access-key}; never logged. Required. */
    String secretAccessKey();

    default S3Location location() {
        return new S3Location(endpoint(), region(), bucket(), "", accessKeyId(), secretAccessKey());
    }
}
