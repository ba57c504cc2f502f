package io.millrace.api.errors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A refusal that the client is told about, message and all. The message says what failed, on which value, what to do. */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ApiErrorCode code;
    private final @Nullable String target;
    private final transient List<Problem> details;
    private final int retryAfterSeconds;

    private ApiException(
            ApiErrorCode code, String message, @Nullable String target, List<Problem> details, int retryAfterSeconds) {
        super(message);
        this.code = code;
        this.target = target;
        this.details = List.copyOf(details);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public static ApiException of(ApiErrorCode code, String message) {
        return new ApiException(code, message, null, List.of(), 0);
    }

    public static ApiException badArgument(String target, String message) {
        return new ApiException(ApiErrorCode.BAD_ARGUMENT, message, target, List.of(), 0);
    }

    public static ApiException notFound(String message) {
        return of(ApiErrorCode.OBJECT_NOT_FOUND, message);
    }

    public static ApiException conflict(String message) {
        return of(ApiErrorCode.STATE_CONFLICT, message);
    }

    /** Something that the service needs is away; the client should come back. */
    public static ApiException unavailable(String message, int retryAfterSeconds) {
        return new ApiException(ApiErrorCode.SERVICE_UNAVAILABLE, message, null, List.of(), retryAfterSeconds);
    }

    /** The client has come too often and should come back later. */
    public static ApiException tooManyRequests(String message, int retryAfterSeconds) {
        return new ApiException(ApiErrorCode.TOO_MANY_REQUESTS, message, null, List.of(), retryAfterSeconds);
    }

    static ApiException ofProblems(List<Problem> problems) {
        Problem first = problems.get(0);
        String message = problems.size() == 1
                ? first.message()
                : "The request has " + problems.size() + " problems, the first at " + first.target() + ": "
                        + first.message();
        return new ApiException(ApiErrorCode.BAD_ARGUMENT, message, first.target(), problems, 0);
    }

    public ApiErrorCode code() {
        return code;
    }

    /** The JSON path or parameter that is wrong, if it is a single one. */
    public @Nullable String target() {
        return target;
    }

    public List<Problem> details() {
        return details;
    }

    /** 0: the answer does not say when to come back. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
