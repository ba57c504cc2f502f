package io.millrace.api.auth;

import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.projects.Project;
import io.millrace.api.projects.Projects;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets nobody in without a valid key, and into no project that does not exist. */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {
    private final ApiKeys keys;
    private final Projects projects;
    private final Access access;

    public AuthenticationFilter(ApiKeys keys, Projects projects, Access access) {
        this.keys = keys;
        this.projects = projects;
        this.access = access;
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
        return keys.authenticate(header)
                .orElseThrow(() -> ApiException.of(
                        ApiErrorCode.INVALID_AUTHENTICATION, "The credentials are not those of a known API key."));
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
