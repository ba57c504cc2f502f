package io.millrace.api.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.auth.Access;
import io.millrace.api.auth.Permission;
import io.millrace.api.errors.ApiException;
import io.millrace.api.jobs.JobCheck;
import io.millrace.api.json.RequestJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** {@code /jobs/preview}: which rows a job would store. Our own addition to the contract. */
@Path("/v1/projects/{projectId}/jobs/preview")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class JobPreviewResource {
    private static final int DEFAULT_ROWS = 20;
    private static final int MAX_ROWS = 100;

    private final Access access;
    private final JobCheck check;
    private final JobPreview preview;

    JobPreviewResource(Access access, JobCheck check, JobPreview preview) {
        this.access = access;
        this.check = check;
        this.preview = preview;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public ObjectNode preview(@QueryParam("limit") @Nullable String limit, InputStream body) {
        access.require(Permission.MANAGE_INGESTION_JOBS);
        int rows = rows(limit);
        return preview.of(check.check(access.project(), RequestJson.parse(body)).compiled(), rows);
    }

    private static int rows(@Nullable String limit) {
        if (limit == null) {
            return DEFAULT_ROWS;
        }
        try {
            int rows = Integer.parseInt(limit);
            if (rows >= 1 && rows <= MAX_ROWS) {
                return rows;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ApiException.badArgument(
                "limit", "limit is \"" + limit + "\"; it must be a whole number from 1 to " + MAX_ROWS + ".");
    }
}
