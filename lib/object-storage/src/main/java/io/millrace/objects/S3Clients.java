package io.millrace.objects;

import io.millrace.model.S3Location;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Makes clients that speak to AWS and to everybody else's S3. */
final class S3Clients {
    private static final Pattern AWS_HOST =
            Pattern.compile("s3(?:[.-](?:dualstack\\.)?([a-z0-9-]+))?\\.amazonaws\\.com(?:\\.cn)?");

    /** Every stream that is being read holds one. */
    private static final int MAX_CONNECTIONS = 256;

    private S3Clients() {}

    static S3Client open(S3Location location) {
        // Stores other than AWS know few of the newer checksums; what a request must have is still sent.
        S3ClientBuilder builder = S3Client.builder()
                .credentialsProvider(credentials(location))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .overrideConfiguration(configuration -> configuration.retryStrategy(RetryMode.STANDARD))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(MAX_CONNECTIONS)
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(Duration.ofSeconds(60)));
        address(builder, location);
        return builder.build();
    }

    private static void address(S3ClientBuilder builder, S3Location location) {
        URI endpoint = endpoint(location.endpoint());
        Matcher aws = AWS_HOST.matcher(endpoint.getHost().toLowerCase(Locale.ROOT));
        if (!aws.matches()) {
            builder.endpointOverride(endpoint)
                    .region(Region.of(location.region()))
                    .forcePathStyle(true);
            return;
        }
        String region = aws.group(1);
        builder.region(Region.of(region == null ? location.region() : region)).crossRegionAccessEnabled(true);
    }

    /** An endpoint with its scheme. */
    static URI endpoint(String endpoint) {
        URI uri = URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "\"" + endpoint + "\" is not an S3 endpoint; expected http://host:port or https://host");
        }
        return uri;
    }

    private static AwsCredentialsProvider credentials(S3Location location) {
        String id = location.accessKeyId();
        String secret = location.secretAccessKey();
        return id == null || secret == null
                ? AnonymousCredentialsProvider.create()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }
}
