package io.millrace.api.errors;

/** The kinds of refusals that the public contract knows, each with its status. A code is never reused for something else. */
public enum ApiErrorCode {
    BAD_ARGUMENT(400, "BadArgument"),
    INVALID_AUTHENTICATION(401, "InvalidAuthentication"),
    PERMISSION_DENIED(403, "PermissionDenied"),
    OBJECT_NOT_FOUND(404, "ObjectNotFound"),
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed"),
    NOT_ACCEPTABLE(406, "NotAcceptable"),
    STATE_CONFLICT(409, "StateConflict"),
    /** Where the contract wants a 400 although the request is fine and only comes at the wrong time. */
    WRONG_STATE(400, "StateConflict"),
    PAYLOAD_TOO_LARGE(413, "PayloadTooLarge"),
    UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType"),
    TOO_MANY_REQUESTS(429, "TooManyRequests"),
    INTERNAL_ERROR(500, "InternalError"),
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable");

    private final int status;
    private final String apiName;

    ApiErrorCode(int status, String apiName) {
        this.status = status;
        this.apiName = apiName;
    }

    public int status() {
        return status;
    }

    public String apiName() {
        return apiName;
    }

    /** The code of a status; {@link #BAD_ARGUMENT} and {@link #INTERNAL_ERROR} stand in for those without one. */
    static ApiErrorCode ofStatus(int status) {
        for (ApiErrorCode code : values()) {
            if (code.status == status) {
                return code;
            }
        }
        return status < 500 ? BAD_ARGUMENT : INTERNAL_ERROR;
    }
}
