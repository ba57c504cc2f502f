package io.millrace.api.errors;

import io.millrace.api.database.Violations;
import io.millrace.api.kafka.BrokerUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Turns every failure into the contract's error body. A 5xx answer tells nothing internal, only where to look. */
public class ErrorMappers {
    /** The key of the request's id in the log's context. */
    public static final String REQUEST_ID = "requestId";

    private static final int RETRY_AFTER_SECONDS = 5;

    private static final Logger LOG = Logger.getLogger(ErrorMappers.class);

    @ServerExceptionMapper
    public Response map(ApiException refusal) {
        Response.ResponseBuilder response =
                answer(refusal.code(), refusal.code().status(), textOf(refusal), refusal.target(), refusal.details());
        if (refusal.retryAfterSeconds() > 0) {
            response.header(HttpHeaders.RETRY_AFTER, refusal.retryAfterSeconds());
        }
        if (refusal.code() == ApiErrorCode.INVALID_AUTHENTICATION) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"millrace\"");
        }
        return response.build();
    }

    @ServerExceptionMapper
    public Response map(WebApplicationException refusal) {
        int status = refusal.getResponse().getStatus();
        if (status < 400) {
            return refusal.getResponse();
        }
        if (status >= 500) {
            return map((Throwable) refusal);
        }
        ApiErrorCode code = ApiErrorCode.ofStatus(status);
        Response.ResponseBuilder response = answer(code, status, messageFor(code, refusal), null, List.of());
        String allowed = refusal.getResponse().getHeaderString(HttpHeaders.ALLOW);
        if (allowed != null) {
            response.header(HttpHeaders.ALLOW, allowed);
        }
        return response.build();
    }

    @ServerExceptionMapper
    public Response map(BrokerUnavailableException failure) {
        LOG.error("Request failed for want of Kafka", failure);
        return map(ApiException.unavailable(
                "Kafka, which this needs, did not answer. Try again in a moment.", RETRY_AFTER_SECONDS));
    }

    /** Texts that are looked up come from paths, parameters and bodies; only the database knows which it cannot have. */
    @ServerExceptionMapper
    public Response map(JdbiException failure) {
        if (Violations.isUnstorableCharacter(failure)) {
            return map(ApiException.of(
                    ApiErrorCode.BAD_ARGUMENT,
                    "A text in the request has a NUL character (U+0000), which no name or text here can have. Remove"
                            + " it."));
        }
        return map((Throwable) failure);
    }

    @ServerExceptionMapper
    public Response map(Throwable failure) {
        LOG.error("Request failed", failure);
        return answer(
                        ApiErrorCode.INTERNAL_ERROR,
                        500,
                        "Something went wrong on our side. The service's log has the details under this requestId.",
                        null,
                        List.of())
                .build();
    }

    private static Response.ResponseBuilder answer(
            ApiErrorCode code, int status, String message, @Nullable String target, List<Problem> details) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(ErrorBody.of(code, message, target, details, (String) MDC.get(REQUEST_ID)));
    }

    private static String messageFor(ApiErrorCode code, WebApplicationException refusal) {
        return switch (code) {
            case OBJECT_NOT_FOUND -> "There is nothing at this path.";
            case METHOD_NOT_ALLOWED -> "This path does not take this method.";
            case UNSUPPORTED_MEDIA_TYPE ->
                "This path does not take a body of this Content-Type; JSON bodies need \"application/json\".";
            case NOT_ACCEPTABLE -> "Answers are \"application/json\"; the Accept header rules that out.";
            case BAD_ARGUMENT,
                    INVALID_AUTHENTICATION,
                    PERMISSION_DENIED,
                    STATE_CONFLICT,
                    WRONG_STATE,
                    PAYLOAD_TOO_LARGE,
                    TOO_MANY_REQUESTS,
                    INTERNAL_ERROR,
                    SERVICE_UNAVAILABLE -> textOf(refusal);
        };
    }

    private static String textOf(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "The request cannot be served." : message;
    }
}
