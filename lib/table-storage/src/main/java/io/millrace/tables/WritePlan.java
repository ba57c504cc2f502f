package io.millrace.tables;

import io.millrace.columns.RowSchema;
import io.millrace.model.Column;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.SchemaParser;
import org.apache.iceberg.SortField;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.types.Types;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** How rows of one schema become files of one table: worked out once, used for every batch. */
final class WritePlan {
    private final Table table;
    private final RowSchema rows;
    private final MessageType fileSchema;
    private final List<ColumnBinding> bindings;
    private final int[] sortColumns;
    private final PartitionStep step;
    private final int timeColumn;
    private final MetricsConfig metrics;
    private final Map<String, String> footer;

    /** @throws IllegalArgumentException if the rows do not fit the table */
    WritePlan(Table table, RowSchema rows) {
        this.table = table;
        this.rows = rows;
        this.fileSchema = ParquetSchemaUtil.convert(table.schema(), "table");
        this.bindings = bindings(table, rows, fileSchema);
        this.sortColumns = sortColumns(table, rows);
        this.step = PartitionStep.of(table.spec(), table.schema());
        this.timeColumn = rows.indexOf(Column.TIME);
        this.metrics = MetricsConfig.forTable(table);
        this.footer = Map.of("iceberg.schema", SchemaParser.toJson(table.schema()));
    }

    /** A column of the rows that the table does not have, or null. */
    static @Nullable Field unknownColumn(Table table, RowSchema rows) {
        for (Field field : rows.fields()) {
            if (table.schema().asStruct().field(field.name()) == null) {
                return field;
            }
        }
        return null;
    }

    Table table() {
        return table;
    }

    RowSchema rows() {
        return rows;
    }

    PartitionStep step() {
        return step;
    }

    int timeColumn() {
        return timeColumn;
    }

    /** The columns to sort by; none if files keep the order of the rows. */
    int[] sortColumns() {
        return sortColumns;
    }

    boolean isSorted() {
        return sortColumns.length > 0;
    }

    @Nullable
    PartitionData partition(int ordinal) {
        if (step == PartitionStep.ALL) {
            return null;
        }
        PartitionData partition = new PartitionData(table.spec().partitionType());
        partition.set(0, ordinal);
        return partition;
    }

    ParquetFile newFile(@Nullable PartitionData partition, String name) {
        String location = partition == null
                ? table.locationProvider().newDataLocation(name)
                : table.locationProvider().newDataLocation(table.spec(), partition, name);
        OutputFile file = table.io().newOutputFile(location);
        return new ParquetFile(file, fileSchema, bindings);
    }

    DataFile close(ParquetFile file, @Nullable PartitionData partition) {
        ParquetFile.Finished finished = file.finish(metrics, footer);
        DataFiles.Builder description = DataFiles.builder(table.spec())
                .withPath(file.file().location())
                .withFormat(org.apache.iceberg.FileFormat.PARQUET)
                .withFileSizeInBytes(finished.length())
                .withMetrics(finished.metrics())
                .withSplitOffsets(finished.splitOffsets());
        if (partition != null) {
            description.withPartition(partition);
        }
        if (isSorted()) {
            description.withSortOrder(table.sortOrder());
        }
        return description.build();
    }

    private static List<ColumnBinding> bindings(Table table, RowSchema rows, MessageType fileSchema) {
        Field unknown = unknownColumn(table, rows);
        if (unknown != null) {
            throw new IllegalArgumentException("Table " + table.name() + " has no column \"" + unknown.name()
                    + "\": bring it up to date before writing");
        }
        List<ColumnBinding> bindings = new ArrayList<>();
        for (ColumnDescriptor column : fileSchema.getColumns()) {
            int fieldId = fileSchema.getType(column.getPath()[0]).getId().intValue();
            Types.NestedField field = table.schema().asStruct().field(fieldId);
            bindings.add(binding(table, rows, column, field));
        }
        return bindings;
    }

    private static ColumnBinding binding(
            Table table, RowSchema rows, ColumnDescriptor column, Types.NestedField field) {
        int vector = rows.indexOf(field.name());
        if (vector == ColumnBinding.NONE && field.isRequired()) {
            throw new IllegalArgumentException(
                    "The rows have no column \"" + field.name() + "\", which table " + table.name() + " needs");
        }
        if (vector != ColumnBinding.NONE) {
            DataType type = rows.type(vector);
            if (!IcebergLayout.storable(type, field.type())) {
                throw new IllegalArgumentException("Column \"" + field.name() + "\" of table " + table.name() + " is "
                        + field.type() + ", and the rows bring " + type.apiName());
            }
        }
        return new ColumnBinding(column, field.fieldId(), field.type(), vector);
    }

    private static int[] sortColumns(Table table, RowSchema rows) {
        return table.sortOrder().fields().stream()
                .filter(field -> field.transform().isIdentity())
                .mapToInt(field -> rowsColumn(table, rows, field))
                .filter(index -> index >= 0)
                .toArray();
    }

    /** A column that the rows lack is null throughout, and does not change their order. */
    private static int rowsColumn(Table table, RowSchema rows, SortField field) {
        return rows.indexOf(table.schema().findColumnName(field.sourceId()));
    }
}
