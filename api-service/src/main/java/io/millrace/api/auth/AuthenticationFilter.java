package io.millrace.api.auth;

import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.projects.Project;
import io.millrace.api.projects.Projects;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.Priority;
import jakarta.inject.Provider;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody in without a valid key, and into no project that does not exist. Filters are made before the service's
 * configuration is there, so what needs that is asked for only when a request comes.
 */
@jakarta.ws.rs.ext.Provider
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {
    private final Provider<ApiKeys> keys;
    private final Projects projects;
    private final Access access;
    private final Provider<FailedAttempts> failures;
    private final CurrentVertxRequest connection;

    AuthenticationFilter(
            Provider<ApiKeys> keys,
            Projects projects,
            Access access,
            Provider<FailedAttempts> failures,
            CurrentVertxRequest connection) {
        this.keys = keys;
        this.projects = projects;
        this.access = access;
        this.failures = failures;
        this.connection = connection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        Caller caller = authenticate(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        access.enter(caller, projectOf(request.getUriInfo().getPathParameters().getFirst("projectId")));
    }

    private Caller authenticate(@Nullable String header) {
        if (header == null) {
            throw ApiException.of(
                    ApiErrorCode.INVALID_AUTHENTICATION,
                    "The request has no credentials. Send the API key as \"Authorization: Basic <key>\""
                            + " or as the user name with an empty password.");
        }
        return keys.get().authenticate(header).orElseThrow(() -> refusal(header));
    }

    /** Only wrong credentials are ever turned away for their number: a valid key works from every address. */
    private ApiException refusal(String header) {
        OptionalInt blockedForSeconds = failures.get().add(clientAddress(), AuthorizationHeader.redacted(header));
        if (blockedForSeconds.isPresent()) {
            return ApiException.tooManyRequests(
                    "Too many wrong credentials came from this address. Wait before trying another key.",
                    blockedForSeconds.getAsInt());
        }
        return ApiException.of(
                ApiErrorCode.INVALID_AUTHENTICATION, "The credentials are not those of a known API key.");
    }

    private String clientAddress() {
        SocketAddress address = connection.getCurrent().request().remoteAddress();
        String ip = address.hostAddress();
        return ip == null ? address.toString() : ip;
    }

    private @Nullable Project projectOf(@Nullable String id) {
        if (id == null) {
            return null;
        }
        return parse(id)
                .flatMap(projects::find)
                .orElseThrow(() -> ApiException.notFound("There is no project \"" + id + "\"."));
    }

    private static Optional<UUID> parse(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
