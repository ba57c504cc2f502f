package io.millrace.api.tables;

import io.millrace.api.auth.Access;
import io.millrace.api.auth.Permission;
import io.millrace.api.errors.ApiException;
import io.millrace.api.http.PublicAddress;
import io.millrace.api.json.RequestJson;
import io.millrace.api.storage.LakeCatalog;
import io.millrace.model.Granularity;
import io.millrace.tables.StoredTable.TableStatistics;
import io.millrace.tables.UnknownTableException;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code /tables} (contract, section 5). */
@Path("/v1/projects/{projectId}/tables")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class TablesResource {
    private static final TableStatistics NOTHING = new TableStatistics(0, 0, 0);

    private final Access access;
    private final Tables tables;
    private final TableUpdates updates;
    private final LakeCatalog lake;
    private final PublicAddress address;

    public TablesResource(Access access, Tables tables, TableUpdates updates, LakeCatalog lake, PublicAddress address) {
        this.access = access;
        this.tables = tables;
        this.updates = updates;
        this.lake = lake;
        this.address = address;
    }

    @GET
    public Map<String, List<TableView>> list(
            @QueryParam("partitioningGranularity") List<String> granularities,
            @QueryParam("segmentCount") List<String> wantedSegmentCounts) {
        access.require(Permission.VIEW_TABLES, Permission.MANAGE_TABLES);
        granularities.forEach(TablesResource::requireGranularity);
        List<Long> segmentCounts =
                wantedSegmentCounts.stream().map(TablesResource::segmentCount).toList();
        List<TableView> views = new ArrayList<>();
        for (ApiTable table : tables.list(access.project())) {
            String partitioning = table.spec().partitioning().apiName();
            if (granularities.isEmpty() || granularities.contains(partitioning)) {
                TableView view = view(table);
                if (segmentCounts.isEmpty() || segmentCounts.contains(view.segmentCount())) {
                    views.add(view);
                }
            }
        }
        return Map.of("values", views);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream body, @Context UriInfo request) {
        access.require(Permission.MANAGE_TABLES);
        TableRequest wanted = TableRequest.toCreate(RequestJson.parse(body));
        ApiTable made = tables.create(access.project(), access.caller().user(), wanted.name(), wanted.spec());
        String encoded = URLEncoder.encode(made.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return Response.created(address.of(request, access.project(), "tables/" + encoded))
                .entity(view(made))
                .build();
    }

    @GET
    @Path("{name}")
    public TableView get(@PathParam("name") String name) {
        access.require(Permission.VIEW_TABLES, Permission.MANAGE_TABLES);
        return tables.find(access.project(), name).map(this::view).orElseThrow(() -> Tables.unknown(name));
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public TableView update(@PathParam("name") String name, InputStream body) {
        access.require(Permission.MANAGE_TABLES);
        TableRequest wanted = TableRequest.toUpdate(RequestJson.parse(body));
        return view(updates.apply(access.project(), access.caller().user(), name, wanted));
    }

    private TableView view(ApiTable table) {
        return TableView.of(table, statistics(table));
    }

    private TableStatistics statistics(ApiTable table) {
        try {
            return lake.catalog().load(table.definition(access.project())).statistics();
        } catch (UnknownTableException e) {
            // Dropped by another engine; the API still knows what it was.
            return NOTHING;
        }
    }

    private static long segmentCount(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiException.badArgument(
                    "segmentCount", "segmentCount is \"" + text + "\"; it must be a whole number.");
        }
    }

    private static void requireGranularity(String name) {
        if (Granularity.ofApiName(name).isEmpty()) {
            throw ApiException.badArgument(
                    "partitioningGranularity", "\"" + name + "\" is not a granularity; day is, for instance.");
        }
    }
}
