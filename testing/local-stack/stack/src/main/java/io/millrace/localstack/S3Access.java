package io.millrace.localstack;

import java.net.URI;

/** How to reach the S3 server of a stack: path-style addresses, signed requests, one bucket that exists already. */
public record S3Access(URI endpoint, String region, String bucket, String accessKey, String secretKey) {
    @Override
    public String toString() {
        return "S3Access[" + endpoint + "/" + bucket + ", " + accessKey + "]";
    }
}
