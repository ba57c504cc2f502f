package io.millrace.api.auth;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** {@code /v1/apikeyinfo}: what the key of the request may do. Every key may ask that. */
@Path("/v1/apikeyinfo")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ApiKeyInfoResource {
    private final Access access;

    ApiKeyInfoResource(Access access) {
        this.access = access;
    }

    record Info(UUID id, List<String> permissions) {}

    @GET
    public Response get() {
        Caller caller = access.caller();
        Info info = new Info(caller.user().userId(), Permission.apiNames(caller.permissions()));
        return Response.ok(info).build();
    }
}
