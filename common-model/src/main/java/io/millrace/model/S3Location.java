package io.millrace.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A bucket and how to reach it.
 *
 * @param endpoint with scheme, {@code http://host:port} or {@code https://host}
 * @param prefix an always-on filter on top of whatever is selected; may be empty
 * @param accessKeyId null: anonymous
 * @param secretAccessKey null: anonymous; never logged. Encrypted in the definition of a job
 */
public record S3Location(
        String endpoint,
        String region,
        String bucket,
        String prefix,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey) {
    public S3Location {
        requireNonNull(endpoint);
        requireNonNull(region);
        requireNonNull(bucket);
        requireNonNull(prefix);
    }

    public S3Location withSecretAccessKey(@Nullable String secret) {
        return new S3Location(endpoint, region, bucket, prefix, accessKeyId, secret);
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "S3Location[endpoint=" + endpoint + ", bucket=" + bucket + ", prefix=" + prefix + "]";
    }
}
