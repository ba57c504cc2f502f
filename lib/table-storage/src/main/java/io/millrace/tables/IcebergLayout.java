package io.millrace.tables;

import io.millrace.model.Column;
import io.millrace.model.DataType;
import io.millrace.model.Granularity;
import io.millrace.model.TableDefinition;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * What a table definition is in Iceberg's terms.
 *
 * <p>Iceberg knows hours, days, months and years. A step between two of them is partitioned by the finer one, so that a
 * bucket of the definition is always a whole number of partitions: quarters by month, weeks by day, six and eight hours by
 * hour. Steps below an hour are partitioned by hour.
 */
final class IcebergLayout {
    private IcebergLayout() {}

    static Schema schema(TableDefinition definition) {
        List<Types.NestedField> fields = new ArrayList<>();
        for (Column column : definition.columns()) {
            int id = fields.size() + 1;
            boolean optional = !column.name().equals(Column.TIME);
            fields.add(Types.NestedField.builder()
                    .withId(id)
                    .withName(column.name())
                    .isOptional(optional)
                    .ofType(type(column))
                    .build());
        }
        return new Schema(fields);
    }

    static Type type(Column column) {
        return switch (column.type()) {
            case STRING, JSON -> Types.StringType.get();
            case LONG -> Types.LongType.get();
            case FLOAT -> Types.FloatType.get();
            case DOUBLE -> Types.DoubleType.get();
            case TIMESTAMP -> Types.TimestampType.withZone();
            case IP_ADDRESS,
                    IP_PREFIX,
                    GEO,
                    HLL_SKETCH,
                    THETA_SKETCH,
                    QUANTILES_DOUBLES_SKETCH,
                    VARIANCE,
                    LONG_STRING_PAIR,
                    INGEST_TIMESERIES -> Types.BinaryType.get();
            case STRING_ARRAY, LONG_ARRAY, FLOAT_ARRAY, DOUBLE_ARRAY ->
                throw new IllegalArgumentException("Column \"" + column.name() + "\": type "
                        + column.type().apiName() + " cannot be stored in a table");
        };
    }

    static PartitionSpec partitioning(Granularity granularity, Schema schema) {
        PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
        return switch (granularity) {
            case MILLISECOND,
                    SECOND,
                    MINUTE,
                    FIVE_MINUTE,
                    TEN_MINUTE,
                    FIFTEEN_MINUTE,
                    THIRTY_MINUTE,
                    HOUR,
                    SIX_HOUR,
                    EIGHT_HOUR ->
                spec.hour(Column.TIME, partitionName("hour", schema)).build();
            case DAY, WEEK ->
                spec.day(Column.TIME, partitionName("day", schema)).build();
            case MONTH, QUARTER ->
                spec.month(Column.TIME, partitionName("month", schema)).build();
            case YEAR -> spec.year(Column.TIME, partitionName("year", schema)).build();
            case ALL -> spec.build();
        };
    }

    static SortOrder sortOrder(List<String> clusteringColumns, Schema schema) {
        SortOrder.Builder order = SortOrder.builderFor(schema);
        clusteringColumns.forEach(order::asc);
        return order.build();
    }

    /** Whether values of a vector's type can be stored in a column of an Iceberg type. */
    static boolean storable(DataType rows, Type column) {
        return switch (column.typeId()) {
            case LONG -> rows == DataType.LONG || rows == DataType.TIMESTAMP;
            case TIMESTAMP -> rows == DataType.TIMESTAMP || rows == DataType.LONG;
            case FLOAT, DOUBLE -> rows == DataType.FLOAT || rows == DataType.DOUBLE;
            case STRING, BINARY -> !storable(rows, Types.LongType.get()) && !storable(rows, Types.DoubleType.get());
            default -> false;
        };
    }

    /** Partition fields share their names' space with columns, and a column may be called so. */
    private static String partitionName(String step, Schema schema) {
        String name = Column.TIME + "_" + step;
        while (schema.findField(name) != null) {
            name += "_";
        }
        return name;
    }
}
