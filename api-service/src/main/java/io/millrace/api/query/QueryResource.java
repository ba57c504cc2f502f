package io.millrace.api.query;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.auth.Access;
import io.millrace.api.auth.Permission;
import io.millrace.api.errors.ApiException;
import io.millrace.api.json.RequestJson;
import io.millrace.api.projects.Project;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jboss.logging.Logger;

/** {@code /query/sql}: a query over the project's tables (contract, section 11c). */
@Path("/v1/projects/{projectId}/query/sql")
@Blocking
public class QueryResource {
    private static final Logger LOG = Logger.getLogger(QueryResource.class);

    private final Access access;
    private final QueryTables tables;
    private final Queries queries;

    QueryResource(Access access, QueryTables tables, Queries queries) {
        this.access = access;
        this.tables = tables;
        this.queries = queries;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response query(InputStream body) {
        access.require(Permission.ACCESS_QUERIES);
        Project project = access.project();
        try {
            SqlQuery query = SqlQuery.of(parsed(body));
            Answer answer = queries.engine().answer(query, name -> tables.find(project, name));
            StreamingOutput rows = out -> {
                try (answer) {
                    answer.writeTo(out, query);
                }
            };
            return Response.ok(rows).type(query.resultFormat().contentType).build();
        } catch (QueryException refusal) {
            return refused(refusal);
        } catch (IOException e) {
            LOG.error("A query could not read its files", e);
            return refused(new QueryException(
                    QueryException.Category.UNAVAILABLE, "The table's files could not be read. Try again.", e));
        }
    }

    /** This endpoint has an error shape of its own. */
    private static ObjectNode parsed(InputStream body) {
        try {
            return RequestJson.parse(body);
        } catch (ApiException refusal) {
            throw new QueryException(
                    QueryException.Category.INVALID_INPUT, String.valueOf(refusal.getMessage()), refusal);
        }
    }

    private static Response refused(QueryException refusal) {
        QueryException.Category category = refusal.category();
        return Response.status(category.status)
                .type(MediaType.APPLICATION_JSON)
                .entity(Map.of(
                        "error",
                        "druidException",
                        "errorCode",
                        category.errorCode,
                        "persona",
                        category.persona,
                        "category",
                        category.name(),
                        "errorMessage",
                        String.valueOf(refusal.getMessage()),
                        "context",
                        Map.of()))
                .build();
    }
}
