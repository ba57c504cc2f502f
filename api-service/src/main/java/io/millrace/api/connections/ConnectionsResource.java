package io.millrace.api.connections;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.auth.Access;
import io.millrace.api.auth.Permission;
import io.millrace.api.auth.User;
import io.millrace.api.http.PublicAddress;
import io.millrace.api.json.RequestJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;

/** {@code /connections} (contract, section 4). */
@Path("/v1/projects/{projectId}/connections")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ConnectionsResource {
    private final Access access;
    private final Connections connections;
    private final EndpointPolicy endpoints;
    private final ConnectionProbe probe;
    private final PublicAddress address;

    public ConnectionsResource(
            Access access,
            Connections connections,
            EndpointPolicy endpoints,
            ConnectionProbe probe,
            PublicAddress address) {
        this.access = access;
        this.connections = connections;
        this.endpoints = endpoints;
        this.probe = probe;
        this.address = address;
    }

    @GET
    public ObjectNode list(@Context UriInfo request) {
        access.require(Permission.MANAGE_CONNECTIONS);
        ObjectNode answer = RequestJson.newObject();
        var values = answer.putArray("values");
        connections.list(access.project()).forEach(connection -> values.add(view(request, connection)));
        return answer;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body, @Context UriInfo request) {
        access.require(Permission.MANAGE_CONNECTIONS);
        ConnectionRequest wanted = ConnectionRequest.of(RequestJson.parse(body), endpoints);
        Connection made = connections.create(access.project(), access.caller().user(), wanted);
        return Response.ok(view(request, made))
                .location(address.of(request, access.project(), "connections/" + made.name()))
                .build();
    }

    @GET
    @Path("{name}")
    public ObjectNode get(@PathParam("name") String name, @Context UriInfo request) {
        access.require(Permission.MANAGE_CONNECTIONS);
        return view(request, existing(name));
    }

    @PATCH
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode patch(@PathParam("name") String name, InputStream body, @Context UriInfo request) {
        return change(name, body, request);
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode put(@PathParam("name") String name, InputStream body, @Context UriInfo request) {
        return change(name, body, request);
    }

    @DELETE
    @Path("{name}")
    public ObjectNode delete(@PathParam("name") String name) {
        access.require(Permission.MANAGE_CONNECTIONS);
        connections.delete(access.project(), name);
        return RequestJson.newObject();
    }

    @POST
    @Path("{name}/test")
    public ObjectNode test(@PathParam("name") String name) {
        access.require(Permission.MANAGE_CONNECTIONS);
        probe.run(existing(name));
        return RequestJson.newObject();
    }

    private ObjectNode change(String name, InputStream body, UriInfo request) {
        access.require(Permission.MANAGE_CONNECTIONS);
        ObjectNode wanted = RequestJson.parse(body);
        return view(
                request, connections.change(access.project(), access.caller().user(), name, wanted, endpoints));
    }

    private Connection existing(String name) {
        return connections.find(access.project(), name).orElseThrow(() -> Connections.unknown(name));
    }

    private ObjectNode view(UriInfo request, Connection connection) {
        ObjectNode view = RequestJson.newObject();
        view.put("type", connection.type().apiName());
        view.put("name", connection.name());
        view.set("submittedByUser", view(connection.submittedBy()));
        view.put("submittedOnTimestamp", connection.submittedAt().toString());
        view.set("modifiedByUser", view(connection.modifiedBy()));
        view.put("modifiedOnTimestamp", connection.modifiedAt().toString());
        view.setAll(connection.payload());
        if (connection.type() == ConnectionType.PUSH_STREAMING) {
            view.put(
                    "endpointUrl",
                    address.of(request, access.project(), "events/" + connection.name())
                            .toString());
        }
        return view;
    }

    private static ObjectNode view(User user) {
        return RequestJson.newObject()
                .put("username", user.username())
                .put("userId", user.userId().toString());
    }
}
