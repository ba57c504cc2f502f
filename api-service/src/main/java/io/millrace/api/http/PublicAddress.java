package io.millrace.api.http;

import io.millrace.api.projects.Project;
import io.millrace.api.startup.ApiSettings;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;

/** The address under which clients reach the service, for links in answers. */
@Singleton
public class PublicAddress {
    private final Optional<String> configured;

    public PublicAddress(ApiSettings settings) {
        this.configured = settings.publicUrl().map(PublicAddress::withoutFinalSlash);
    }

    /** A resource of a project, such as {@code jobs/17}. */
    public URI of(UriInfo request, Project project, String resource) {
        String base = configured.orElseGet(
                () -> withoutFinalSlash(request.getBaseUri().toString()));
        return URI.create(base + "/v1/projects/" + project.id() + "/" + resource);
    }

    private static String withoutFinalSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
