package io.millrace.api.auth;

import io.millrace.api.json.RequestJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** {@code /v1/apikeys} (contract, section 1). */
@Path("/v1/apikeys")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ApiKeysResource {
    private final Access access;
    private final ApiKeyDirectory keys;

    ApiKeysResource(Access access, ApiKeyDirectory keys) {
        this.access = access;
        this.keys = keys;
    }

    @GET
    public Response list() {
        List<ApiKeyView> items =
                keys.list(administrator()).stream().map(ApiKeyView::of).toList();
        return Response.ok(Map.of("items", items)).build();
    }

    /** The answer is the only one that has the key itself, so no cache may keep it. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body) {
        Caller caller = administrator();
        ApiKeyDirectory.NewKey made = keys.create(caller, ApiKeyRequest.of(RequestJson.parse(body)));
        return Response.status(Response.Status.CREATED)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(ApiKeyView.of(made.key(), made.secret()))
                .build();
    }

    @GET
    @Path("{id}")
    public Response get(@PathParam("id") String id) {
        return answer(keys.get(administrator(), parse(id)));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response update(@PathParam("id") String id, InputStream body) {
        Caller caller = administrator();
        return answer(keys.update(caller, parse(id), ApiKeyRequest.of(RequestJson.parse(body))));
    }

    @DELETE
    @Path("{id}")
    public Response delete(@PathParam("id") String id) {
        keys.delete(administrator(), parse(id));
        return Response.noContent().build();
    }

    private Caller administrator() {
        access.require(Permission.MANAGE_API_KEYS, Permission.ADMINISTER_API_KEYS);
        return access.caller();
    }

    private static Response answer(ApiKey key) {
        return Response.ok(ApiKeyView.of(key)).build();
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw ApiKeyDirectory.unknown(id);
        }
    }
}
