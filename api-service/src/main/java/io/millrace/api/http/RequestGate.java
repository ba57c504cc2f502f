package io.millrace.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ErrorBody;
import io.millrace.api.errors.ErrorMappers;
import io.millrace.api.projects.Project;
import io.millrace.api.projects.Projects;
import io.millrace.api.startup.StartupState;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.MDC;

/** Sees every request first: gives it an id, puts its path in order, and turns it away while the service starts. */
@Singleton
public class RequestGate {
    private static final int BEFORE_EVERYTHING = 1000;
    private static final String ID_HEADER = "X-Request-Id";

    private final StartupState startup;
    private final Projects projects;
    private final ObjectMapper json;

    public RequestGate(StartupState startup, Projects projects, ObjectMapper json) {
        this.startup = startup;
        this.projects = projects;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::pass, BEFORE_EVERYTHING);
    }

    private void pass(RoutingContext request) {
        String path = request.request().path();
        if (path == null || !(path.startsWith("/v1") || path.startsWith("/v2") || path.startsWith("//"))) {
            request.next();
            return;
        }
        identify(request);
        Optional<String> missing = startup.waitingFor();
        if (missing.isPresent()) {
            refuse(request, missing.get());
            return;
        }
        String wanted = wantedPath(path);
        if (wanted.equals(path)) {
            request.next();
        } else {
            String query = request.request().query();
            request.reroute(query == null ? wanted : wanted + "?" + query);
        }
    }

    private String wantedPath(String path) {
        String collapsed = PathRules.collapse(path);
        Project project = projects.defaultProject();
        return project == null
                ? collapsed
                : PathRules.inProject(collapsed, project.id().toString()).orElse(collapsed);
    }

    private static void identify(RoutingContext request) {
        if (request.response().headers().contains(ID_HEADER)) {
            return;
        }
        String id = UUID.randomUUID().toString();
        request.response().putHeader(ID_HEADER, id);
        MDC.put(ErrorMappers.REQUEST_ID, id);
    }

    private void refuse(RoutingContext request, String missing) {
        ErrorBody body = ErrorBody.of(
                ApiErrorCode.SERVICE_UNAVAILABLE,
                "The service is starting and waits for " + missing + ". Try again shortly.",
                null,
                List.of(),
                null);
        request.response()
                .setStatusCode(ApiErrorCode.SERVICE_UNAVAILABLE.status())
                .putHeader("Content-Type", "application/json")
                .putHeader("Retry-After", "1")
                .putHeader("Connection", "close")
                .end(toJson(body))
                .onFailure(request::fail);
    }

    private String toJson(ErrorBody body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
