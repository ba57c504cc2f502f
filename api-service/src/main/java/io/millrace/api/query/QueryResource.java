package io.millrace.api.query;

import io.millrace.api.auth.Access;
import io.millrace.api.auth.Permission;
import io.millrace.api.projects.Project;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
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
    public Response query(SqlQuery query) {
        access.require(Permission.ACCESS_QUERIES);
        Project project = access.project();
        try {
            ResultFormat format = ResultFormat.ofApiName(query.resultFormat());
            Answer answer = queries.engine().answer(query, name -> tables.find(project, name));
            StreamingOutput rows = out -> {
                try (answer) {
                    answer.writeTo(out, query, format);
                }
            };
            return Response.ok(rows).type(format.contentType).build();
        } catch (QueryException refusal) {
            return refused(refusal);
        } catch (IOException e) {
            LOG.error("A query could not read its files", e);
            return refused(new QueryException(
                    QueryException.Category.UNAVAILABLE, "The table's files could not be read. Try again.", e));
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
