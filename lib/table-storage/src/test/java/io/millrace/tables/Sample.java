package io.millrace.tables;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import io.millrace.model.Column;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.model.Granularity;
import io.millrace.model.TableDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.inmemory.InMemoryFileIO;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** Tables and rows for tests. */
final class Sample {
    static final List<Column> COLUMNS = List.of(
            Column.dimension(Column.TIME, DataType.TIMESTAMP),
            Column.dimension("city", DataType.STRING),
            Column.dimension("added", DataType.LONG),
            Column.dimension("ratio", DataType.DOUBLE),
            Column.dimension("share", DataType.FLOAT),
            Column.dimension("sketch", DataType.HLL_SKETCH));

    private Sample() {}

    static TableDefinition table(Granularity partitioning, String... clusteringColumns) {
        return table(COLUMNS, partitioning, clusteringColumns);
    }

    static TableDefinition table(List<Column> columns, Granularity partitioning, String... clusteringColumns) {
        return new TableDefinition(
                UUID.randomUUID().toString(),
                "project",
                "table_" + UUID.randomUUID().toString().substring(0, 8),
                TableDefinition.Kind.DETAIL,
                columns,
                partitioning,
                List.of(clusteringColumns),
                Granularity.MILLISECOND);
    }

    static RowSchema schema(List<Column> columns) {
        return new RowSchema(columns.stream()
                .map(column -> new Field(column.name(), column.type()))
                .toList());
    }

    static RowSchema schema() {
        return schema(COLUMNS);
    }

    /** A batch of rows, each with a value for each column: String, Long, Double, byte[], Instant or null. */
    static ColumnBatch batch(RowSchema schema, List<? extends List<? extends @Nullable Object>> rows) {
        ColumnBatch batch = new ColumnBatch(schema);
        for (List<? extends @Nullable Object> row : rows) {
            for (int column = 0; column < schema.size(); column++) {
                append(batch.vector(column), row.get(column));
            }
            batch.endRow();
        }
        return batch;
    }

    /** A catalog whose tables and files are in this process: for tests of the files alone. */
    static InMemoryCatalog catalogInMemory() {
        InMemoryCatalog catalog = new InMemoryCatalog();
        catalog.initialize("test", Map.of());
        return catalog;
    }

    static TableCatalog tables(InMemoryCatalog catalog) {
        return new TableCatalog(catalog, new InMemoryFileIO(), "s3://warehouse/tables", Patience.DEFAULT);
    }

    /** All rows of a table as Iceberg's own reader sees them. */
    static List<Record> read(Table table) throws Exception {
        table.refresh();
        List<Record> records = new ArrayList<>();
        try (CloseableIterable<Record> all = IcebergGenerics.read(table).build()) {
            all.forEach(records::add);
        }
        return records;
    }

    private static void append(Vector vector, @Nullable Object value) {
        if (value == null) {
            vector.appendNull();
        } else if (vector instanceof LongVector longs) {
            longs.append(value instanceof Instant time ? time.toEpochMilli() : ((Number) value).longValue());
        } else if (vector instanceof DoubleVector doubles) {
            doubles.append(((Number) value).doubleValue());
        } else if (vector instanceof BytesVector bytes) {
            if (value instanceof byte[] array) {
                bytes.append(array);
            } else {
                bytes.append((String) value);
            }
        }
    }
}
