package io.millrace.api.auth;

import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.projects.Project;
import jakarta.enterprise.context.RequestScoped;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who sent the current request and for which project. Filled in before any resource sees the request. */
@RequestScoped
public class Access {
    private @Nullable Caller caller;
    private @Nullable Project project;

    void enter(Caller caller, @Nullable Project project) {
        this.caller = caller;
        this.project = project;
    }

    public Caller caller() {
        if (caller == null) {
            throw new IllegalStateException("The request has not been authenticated");
        }
        return caller;
    }

    /** The project in the request's path. */
    public Project project() {
        if (project == null) {
            throw new IllegalStateException("The request's path names no project");
        }
        return project;
    }

    /** @throws ApiException with 403 unless the caller has one of the permissions */
    public void require(Permission... anyOf) {
        if (Arrays.stream(anyOf).noneMatch(caller().permissions()::contains)) {
            String names = Arrays.stream(anyOf).map(Permission::apiName).collect(Collectors.joining(" or "));
            throw ApiException.of(
                    ApiErrorCode.PERMISSION_DENIED,
                    "The API key lacks the permission " + names + ", which this needs.");
        }
    }
}
