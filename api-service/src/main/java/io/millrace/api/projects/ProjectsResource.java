package io.millrace.api.projects;

import io.millrace.api.errors.ApiException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code /v1/projects}: keys belong to the organisation, so every key sees its projects. */
@Path("/v1/projects")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ProjectsResource {
    private final Projects projects;

    ProjectsResource(Projects projects) {
        this.projects = projects;
    }

    record ProjectView(UUID id, String name, String createdOn) {
        static ProjectView of(Project project) {
            return new ProjectView(
                    project.id(),
                    project.name(),
                    project.createdAt().truncatedTo(ChronoUnit.SECONDS).toString());
        }
    }

    @GET
    public Response list() {
        List<ProjectView> values = projects.list().stream().map(ProjectView::of).toList();
        return Response.ok(Map.of("values", values)).build();
    }

    /** That the id is one, and of a project, has been checked with the credentials. */
    @GET
    @Path("{projectId}")
    public Response get(@PathParam("projectId") UUID id) {
        return projects.find(id)
                .map(project -> Response.ok(ProjectView.of(project)).build())
                .orElseThrow(() -> ApiException.notFound("There is no project \"" + id + "\"."));
    }
}
