package io.millrace.objects;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says in our terms, and for the user, what the store or the way to it has done. */
final class StoreErrors {
    private final String bucket;
    private final String endpoint;

    StoreErrors(String bucket, String endpoint) {
        this.bucket = bucket;
        this.endpoint = endpoint;
    }

    /** @param key the object in question, or null when it is about the bucket */
    IOException translate(SdkException e, @Nullable String key) {
        if (!(e instanceof S3Exception answer)) {
            return new StoreAccessException(
                    "Cannot reach bucket \"" + bucket + "\" at " + endpoint + ": " + innermostMessage(e), e);
        }
        if (key != null && answer.statusCode() == 404 && !isMissingBucket(answer)) {
            return new NoSuchObjectException(bucket, key);
        }
        if (key != null && answer.statusCode() == 412) {
            return new ObjectChangedException(bucket, key);
        }
        return new StoreAccessException(
                "Bucket \"" + bucket + "\" at " + endpoint + " cannot be used: " + ownMessage(answer), e);
    }

    static boolean isMissingBucket(S3Exception e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details != null && "NoSuchBucket".equals(details.errorCode());
    }

    private static String ownMessage(S3Exception answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String message = details == null ? null : details.errorMessage();
        String code = details == null ? null : details.errorCode();
        String status = "status " + answer.statusCode();
        if (message == null || message.isBlank()) {
            return code == null || code.isBlank() ? status : code + " (" + status + ")";
        }
        return message + " (" + (code == null || code.isBlank() ? "" : code + ", ") + status + ")";
    }

    private static String innermostMessage(Throwable e) {
        Throwable innermost = e;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
        }
        String name = innermost.getClass().getSimpleName();
        return innermost.getMessage() == null ? name : innermost.getMessage() + " (" + name + ")";
    }
}
