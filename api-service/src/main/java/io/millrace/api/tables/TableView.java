package io.millrace.api.tables;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.millrace.api.auth.User;
import io.millrace.model.Column;
import io.millrace.model.TableDefinition.Kind;
import io.millrace.tables.StoredTable.TableStatistics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A table as the API shows it. */
public record TableView(
        UUID id,
        String name,
        String type,
        long version,
        String availability,
        String schemaMode,
        String partitioningGranularity,
        List<String> clusteringColumns,
        @Nullable String description,
        @JsonRawValue @Nullable String storagePolicy,
        List<DeclaredColumn> schema,
        List<QueryableColumn> queryableSchema,
        @Nullable String timeResolution,
        @JsonRawValue @Nullable String queryGranularity,
        User createdByUser,
        Instant createdOnTimestamp,
        User modifiedByUser,
        Instant modifiedOnTimestamp,
        long segmentCount,
        long segmentTotalBytes,
        long segmentCompactedBytes,
        long totalDataSizeBytes,
        long totalRows) {

    /** @param type dimension or measure; null in detail tables */
    public record DeclaredColumn(@Nullable String type, String name, String dataType) {}

    /** A column that queries can name. */
    public record QueryableColumn(String name, String dataType, boolean isDiscovered) {}

    static TableView of(ApiTable table, TableStatistics statistics) {
        TableSpec spec = table.spec();
        boolean aggregate = spec.kind() == Kind.AGGREGATE;
        return new TableView(
                table.id(),
                table.name(),
                aggregate ? "aggregate" : "detail",
                table.version(),
                "available",
                spec.strict() ? "strict" : "flexible",
                spec.partitioning().apiName(),
                spec.clusteringColumns(),
                spec.description(),
                spec.storagePolicy(),
                spec.columns().stream()
                        .map(column -> declared(column, aggregate))
                        .toList(),
                queryable(spec),
                aggregate ? spec.timeResolution().apiName() : null,
                spec.queryGranularity(),
                table.createdBy(),
                table.createdAt(),
                table.modifiedBy(),
                table.modifiedAt(),
                statistics.files(),
                statistics.bytes(),
                statistics.bytes(),
                statistics.bytes(),
                statistics.rows());
    }

    private static DeclaredColumn declared(Column column, boolean aggregate) {
        String role = aggregate ? column.role().name().toLowerCase(Locale.ROOT) : null;
        return new DeclaredColumn(role, column.name(), column.type().apiName());
    }

    private static List<QueryableColumn> queryable(TableSpec spec) {
        List<QueryableColumn> columns = new ArrayList<>();
        spec.columns().forEach(column -> columns.add(queryable(column, false)));
        spec.discovered().forEach(column -> columns.add(queryable(column, true)));
        return columns;
    }

    private static QueryableColumn queryable(Column column, boolean discovered) {
        return new QueryableColumn(column.name(), column.type().apiName(), discovered);
    }
}
