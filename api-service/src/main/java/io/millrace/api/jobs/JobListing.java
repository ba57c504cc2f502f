package io.millrace.api.jobs;

import io.millrace.api.errors.ApiException;
import io.millrace.api.http.Paging;
import io.millrace.api.http.SortOrder;
import io.millrace.api.projects.Project;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** Lists jobs. Values of one filter are alternatives; different filters must all hold (contract, section 2). */
@Singleton
public class JobListing {
    static final Map<String, String> SORT_COLUMNS = Map.ofEntries(
            Map.entry("created_by_user_name", "created_by_name"),
            Map.entry("created_date_time", "created_at"),
            Map.entry("execution_status", "execution_status"),
            Map.entry("last_updated_date_time", "updated_at"),
            Map.entry("source_connection_name", "source_connection_name"),
            Map.entry("source_name", "source_connection_name"),
            Map.entry("source_table_name", "source_connection_name"),
            Map.entry("source_type", "source_type"),
            Map.entry("target_table_name", "target_table_name"),
            Map.entry("type", "type"));

    private static final Set<String> STATUSES =
            Set.of("pending", "running", "idle", "suspended", "completed", "failed", "canceled", "unknown");
    private static final Set<String> HEALTHS = Set.of("ok", "warn", "error");
    private static final Set<String> TYPES =
            Set.of("batch", "streaming", "sql", "delete_data", "drop_table", "restore_data");

    private final Jdbi database;

    public JobListing(Jdbi database) {
        this.database = database;
    }

    /** Which jobs are wanted; an empty list or text lets all pass. */
    record Filter(
            List<String> connectionNames,
            List<String> executionStatuses,
            List<String> healthStatuses,
            List<String> types,
            List<String> targetTableNames,
            List<String> targetTableIds,
            String searchString) {
        Filter {
            check("executionStatus", executionStatuses, STATUSES);
            check("healthStatus", healthStatuses, HEALTHS);
            check("type", types, TYPES);
        }

        private static void check(String name, List<String> values, Set<String> known) {
            for (String value : values) {
                if (!known.contains(value)) {
                    throw ApiException.badArgument(
                            name,
                            name + " is \"" + value + "\"; it must be one of "
                                    + String.join(", ", known.stream().sorted().toList()) + ".");
                }
            }
        }
    }

    record Page(List<SubmittedJob> jobs, boolean moreResultsAvailable) {}

    Page list(Project project, Filter filter, SortOrder order, Paging paging) {
        Map<String, List<String>> conditions = new HashMap<>();
        put(conditions, "source_connection_name", filter.connectionNames());
        put(conditions, "execution_status", filter.executionStatuses());
        put(conditions, "health_status", filter.healthStatuses());
        put(conditions, "type", filter.types());
        put(conditions, "target_table_name", filter.targetTableNames());
        put(conditions, "target_table_id::text", filter.targetTableIds());
        List<SubmittedJob> found = database.withHandle(handle -> {
            Query query = handle.createQuery(sql(conditions, order))
                    .bind("project", project.id())
                    .bind("search", filter.searchString())
                    .bind("limit", paging.limit() + 1)
                    .bind("offset", paging.offset());
            conditions.forEach((column, values) -> query.bindArray(parameter(column), String.class, values));
            return query.map((row, context) -> JobSummary.toJob(row)).list();
        });
        boolean more = found.size() > paging.limit();
        return new Page(more ? found.subList(0, paging.limit()) : found, more);
    }

    private static void put(Map<String, List<String>> conditions, String column, List<String> values) {
        if (!values.isEmpty()) {
            conditions.put(column, values);
        }
    }

    private static String sql(Map<String, List<String>> conditions, SortOrder order) {
        StringBuilder sql = new StringBuilder("SELECT " + JobSummary.COLUMNS + " FROM jobs WHERE project_id = :project"
                + " AND (:search = '' OR strpos(lower(concat_ws(' ', id, type, target_table_name, source_type,"
                + " source_connection_name, execution_status, created_by_name)), lower(:search)) > 0)");
        conditions
                .keySet()
                .forEach(column -> sql.append(" AND ")
                        .append(column)
                        .append(" = ANY(:")
                        .append(parameter(column))
                        .append(")"));
        return sql.append(order.sql()).append(" LIMIT :limit OFFSET :offset").toString();
    }

    private static String parameter(String column) {
        return column.replace("::text", "");
    }
}
