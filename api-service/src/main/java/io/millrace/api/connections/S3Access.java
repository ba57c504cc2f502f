package io.millrace.api.connections;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.messages.secrets.UnreadableSecretException;
import io.millrace.model.S3Location;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How an S3 connection reaches its bucket. */
public final class S3Access {
    private static final Pattern AWS_REGION =
            Pattern.compile("//(?:[^/]*\\.)?s3[.-]([a-z]{2}-[a-z-]+-\\d)\\.amazonaws\\.");
    private static final String DEFAULT_REGION = "us-east-1";

    static final String SECRET_KEY = "accessKeySecret";

    private S3Access() {}

    /**
     * Where the connection's objects are, with the secret as it is; without an access key they are asked for anonymously.
     *
     * @throws UnreadableSecretException if the stored secret cannot be decrypted
     */
    public static S3Location location(Connection connection) {
        String endpoint = EndpointPolicy.withScheme(text(connection.payload(), "awsEndpoint", ""));
        return new S3Location(
                endpoint,
                regionOf(endpoint),
                text(connection.payload(), "bucket", ""),
                text(connection.payload(), "prefix", ""),
                connection.payload().at("/secrets/accessKeyId").textValue(),
                connection.secrets().value(SECRET_KEY).orElse(null));
    }

    /** Whether the connection counts on a role, which this service cannot assume. */
    public static boolean needsRole(Connection connection) {
        boolean hasRole = connection.payload().has("awsAssumedRoleArn")
                || connection.payload().at("/secrets/type").asText().equals("aws_iam");
        return hasRole && !connection.secrets().has(SECRET_KEY);
    }

    private static String regionOf(String endpoint) {
        Matcher matcher = AWS_REGION.matcher(endpoint);
        return matcher.find() ? matcher.group(1) : DEFAULT_REGION;
    }

    private static String text(JsonNode node, String name, String byDefault) {
        @Nullable String value = node.path(name).textValue();
        return value == null ? byDefault : value;
    }
}
