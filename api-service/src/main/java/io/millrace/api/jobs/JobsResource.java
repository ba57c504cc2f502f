package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.auth.Access;
import io.millrace.api.auth.Permission;
import io.millrace.api.errors.ApiException;
import io.millrace.api.errors.Problems;
import io.millrace.api.http.Paging;
import io.millrace.api.http.PublicAddress;
import io.millrace.api.http.SortOrder;
import io.millrace.api.json.JsonFields;
import io.millrace.api.json.RequestJson;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /jobs} (contract, sections 6 and 11). */
@Path("/v1/projects/{projectId}/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class JobsResource {
    private static final int DEFAULT_LIMIT = 100;

    private final Access access;
    private final JobSubmission submission;
    private final Jobs jobs;
    private final JobListing listing;
    private final JobDetails details;
    private final PublicAddress address;

    public JobsResource(
            Access access,
            JobSubmission submission,
            Jobs jobs,
            JobListing listing,
            JobDetails details,
            PublicAddress address) {
        this.access = access;
        this.submission = submission;
        this.jobs = jobs;
        this.listing = listing;
        this.details = details;
        this.address = address;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response submit(@QueryParam("dryRun") @Nullable String dryRun, InputStream body, @Context UriInfo request) {
        access.require(Permission.MANAGE_INGESTION_JOBS);
        if (isTrue("dryRun", dryRun)) {
            return Response.ok(submission.dryRun(access, RequestJson.parse(body)))
                    .build();
        }
        SubmittedJob job = submission.submit(access, RequestJson.parse(body));
        return Response.created(address.of(request, access.project(), "jobs/" + job.id()))
                .entity(JobView.of(job))
                .build();
    }

    @GET
    public ObjectNode list(
            @QueryParam("connectionName") List<String> connectionNames,
            @QueryParam("executionStatus") List<String> executionStatuses,
            @QueryParam("healthStatus") List<String> healthStatuses,
            @QueryParam("type") List<String> types,
            @QueryParam("targetTableName") List<String> targetTableNames,
            @QueryParam("targetTableId") List<String> targetTableIds,
            @QueryParam("searchString") @Nullable String searchString,
            @QueryParam("paginationLimit") @Nullable String limit,
            @QueryParam("paginationOffset") @Nullable String offset,
            @QueryParam("sortColumn") @Nullable String sortColumn,
            @QueryParam("sortOrder") @Nullable String sortOrder) {
        access.require(Permission.MANAGE_INGESTION_JOBS);
        JobListing.Filter filter = new JobListing.Filter(
                connectionNames,
                executionStatuses,
                healthStatuses,
                types,
                targetTableNames,
                targetTableIds,
                searchString == null ? "" : searchString);
        SortOrder order = SortOrder.of(sortColumn, sortOrder, JobListing.SORT_COLUMNS, "last_updated_date_time");
        JobListing.Page page = listing.list(access.project(), filter, order, Paging.of(limit, offset, DEFAULT_LIMIT));
        ObjectNode answer = RequestJson.newObject();
        ArrayNode values = answer.putArray("values");
        page.jobs().forEach(job -> values.add(JobView.inList(job)));
        return answer.put("moreResultsAvailable", page.moreResultsAvailable());
    }

    @GET
    @Path("{id}")
    public ObjectNode get(@PathParam("id") String id) {
        access.require(Permission.MANAGE_INGESTION_JOBS);
        return JobView.of(existing(id));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode update(@PathParam("id") String id, InputStream body) {
        return JobView.of(desire(id, body));
    }

    @GET
    @Path("{id}/status")
    public ObjectNode status(@PathParam("id") String id) {
        access.require(Permission.MANAGE_INGESTION_JOBS);
        return JobView.status(existing(id));
    }

    @POST
    @Path("{id}/status")
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode setStatus(@PathParam("id") String id, InputStream body) {
        return JobView.status(desire(id, body));
    }

    @GET
    @Path("{id}/progress")
    public ObjectNode progress(@PathParam("id") String id) {
        access.require(Permission.MANAGE_INGESTION_JOBS);
        SubmittedJob job = existing(id);
        if (job.isStreaming()) {
            throw ApiException.badArgument("id", "A streaming job has no end, and so no progress towards it.");
        }
        return RequestJson.newObject().put("overallProgress", job.progress());
    }

    @GET
    @Path("{id}/logs")
    public ObjectNode logs(@PathParam("id") String id) {
        access.require(Permission.MANAGE_INGESTION_JOBS);
        return details.logs(existing(id));
    }

    @GET
    @Path("{id}/metrics")
    public ObjectNode metrics(@PathParam("id") String id) {
        access.require(Permission.MANAGE_INGESTION_JOBS, Permission.ACCESS_METRICS);
        return details.metrics(existing(id));
    }

    @POST
    @Path("{id}/reset")
    public ObjectNode reset(@PathParam("id") String id) {
        access.require(Permission.MANAGE_INGESTION_JOBS);
        existing(id);
        throw ApiException.badArgument("id", "Resetting the position of a streaming job is not supported yet.");
    }

    private SubmittedJob desire(String id, InputStream body) {
        access.require(Permission.MANAGE_INGESTION_JOBS);
        Problems problems = new Problems();
        JsonFields fields = JsonFields.ofBody(RequestJson.parse(body), problems);
        String desired = fields.requiredText("desiredExecutionStatus").orElse("");
        if (desired.equals("suspended")) {
            fields.problem("desiredExecutionStatus", "Suspending a job is not supported yet; canceled is.");
        } else if (!desired.isEmpty() && !desired.equals("running") && !desired.equals("canceled")) {
            fields.problem(
                    "desiredExecutionStatus", "\"" + desired + "\" is not known; it must be running or canceled.");
        }
        problems.throwIfAny();
        return jobs.desire(access.project(), access.caller().user(), parse(id), desired);
    }

    private static boolean isTrue(String parameter, @Nullable String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw ApiException.badArgument(parameter, parameter + " is \"" + text + "\"; it must be true or false.");
    }

    private SubmittedJob existing(String id) {
        return jobs.find(access.project(), parse(id)).orElseThrow(() -> Jobs.unknown(id));
    }

    private static UUID parse(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw Jobs.unknown(id);
        }
    }
}
