package io.millrace.tables;

import static io.millrace.tables.TestStack.NOON;
import static io.millrace.tables.TestStack.iceberg;
import static io.millrace.tables.TestStack.objects;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.columns.RowSchema;
import io.millrace.model.Column;
import io.millrace.model.DataType;
import io.millrace.model.Granularity;
import io.millrace.model.TableDefinition;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.SortDirection;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCatalogIT {
    private static final TableCatalog TABLES = new TableCatalog(TestStack.settings());

    @AfterAll
    static void close() {
        TABLES.close();
    }

    @Test
    void aTableIsWhatItsDefinitionSays() {
        TableDefinition definition = Sample.table(Granularity.DAY, "city", "added");
        TABLES.createOrEvolve(definition);
        TABLES.createOrEvolve(definition);

        Table table = iceberg(definition);
        assertThat(((BaseTable) table).operations().current().formatVersion()).isEqualTo(2);
        assertThat(table.location()).isEqualTo(TestStack.settings().warehouse() + "/" + definition.id());
        assertThat(table.properties())
                .containsEntry("millrace.table-id", definition.id())
                .containsEntry("write.parquet.compression-codec", "zstd");
        assertThat(table.schema().findField(Column.TIME).type()).isEqualTo(Types.TimestampType.withZone());
        assertThat(table.schema().findField("share").type()).isEqualTo(Types.FloatType.get());
        assertThat(table.schema().findField("sketch").type()).isEqualTo(Types.BinaryType.get());
        assertThat(table.spec().fields())
                .singleElement()
                .satisfies(field -> assertThat(field.transform()).hasToString("day"));
        assertThat(table.sortOrder().fields())
                .hasSize(2)
                .allSatisfy(field -> assertThat(field.direction()).isEqualTo(SortDirection.ASC));
        assertThat(TABLES.load(definition).statistics()).isEqualTo(new StoredTable.TableStatistics(0, 0, 0));
    }

    @Test
    void servicesThatStartTogetherMakeOneTable() throws Exception {
        TableDefinition definition = Sample.table(Granularity.HOUR);
        List<Callable<Long>> services = new ArrayList<>(Collections.nCopies(6, () -> {
            try (TableCatalog tables = new TableCatalog(TestStack.settings())) {
                tables.createOrEvolve(definition);
                StoredTable table = tables.load(definition);
                try (StagedFileWriter writer =
                        TestStack.written(table, Thread.currentThread().getName(), 2)) {
                    return table.commitBatch(Thread.currentThread().getName(), List.of(writer.stage()));
                }
            }
        }));

        assertThat(TestStack.together(services)).containsOnly(2L);
        assertThat(Sample.read(iceberg(definition))).hasSize(12);
    }

    @Test
    void missingColumnsAreAddedOnceHoweverManyAskForThem() throws Exception {
        TableDefinition old = Sample.table(Granularity.DAY, "city");
        TABLES.createOrEvolve(old);
        commit(old, "before", 3);
        List<Column> columns = new ArrayList<>(Sample.COLUMNS);
        columns.add(Column.measure("count", DataType.LONG));
        columns.add(Column.measure("note", DataType.JSON));
        TableDefinition evolved = withColumns(old, columns);
        Callable<Integer> evolve = () -> {
            TABLES.createOrEvolve(evolved);
            return 1;
        };

        TestStack.together(Collections.nCopies(5, evolve));

        RowSchema schema = Sample.schema(columns);
        StoredTable table = TABLES.load(evolved);
        try (StagedFileWriter writer = table.newWriter(schema, "after", 1 << 20, 1 << 20)) {
            writer.write(Sample.batch(schema, List.of(Arrays.asList(NOON, "x", 1L, 0.0, 0.0, null, 42L, "{\"a\":1}"))));
            table.commitBatch("after", List.of(writer.stage()));
        }
        assertThat(iceberg(old).schema().columns()).hasSize(8);
        List<Record> records = Sample.read(iceberg(old));
        assertThat(records)
                .extracting(record -> record.getField("count"))
                .containsOnlyOnce(42L)
                .hasSize(4);
        assertThat(records).extracting(record -> record.getField("note")).containsOnlyOnce("{\"a\":1}");
    }

    @Test
    void aWriterSeesColumnsThatAnotherServiceAdded() {
        TableDefinition old = Sample.table(Granularity.DAY);
        TABLES.createOrEvolve(old);
        StoredTable loadedBefore = TABLES.load(old);
        List<Column> columns = new ArrayList<>(Sample.COLUMNS);
        columns.add(Column.measure("count", DataType.LONG));
        TABLES.createOrEvolve(withColumns(old, columns));

        try (StagedFileWriter writer = loadedBefore.newWriter(Sample.schema(columns), "new", 1 << 20, 1 << 20)) {
            assertThat(writer.rows()).isZero();
        }
    }

    @Test
    void aColumnIsNeverChanged() {
        TableDefinition definition = Sample.table(Granularity.DAY);
        TABLES.createOrEvolve(definition);
        List<Column> columns = new ArrayList<>(Sample.COLUMNS);
        columns.set(1, Column.dimension("city", DataType.LONG));

        assertThatThrownBy(() -> TABLES.createOrEvolve(withColumns(definition, columns)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"city\"")
                .hasMessageContaining("string");
    }

    @Test
    void aNameThatBelongsToAnotherTableIsRefused() {
        TableDefinition first = Sample.table(Granularity.DAY);
        TABLES.createOrEvolve(first);
        TableDefinition second = Sample.table(Granularity.DAY);
        TableDefinition impostor = new TableDefinition(
                second.id(),
                first.namespace(),
                first.name(),
                first.kind(),
                first.columns(),
                first.partitioning(),
                first.clusteringColumns(),
                first.timeResolution());

        assertThatThrownBy(() -> TABLES.createOrEvolve(impostor)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> TABLES.load(impostor)).isInstanceOf(UnknownTableException.class);
        assertThatThrownBy(() -> TABLES.load(second)).isInstanceOf(UnknownTableException.class);
        TABLES.drop(impostor);
        assertThat(TABLES.load(first).currentFiles()).isEmpty();
    }

    @Test
    void aDroppedTableLeavesNothingBehind() {
        TableDefinition definition = Sample.table(Granularity.DAY);
        TableDefinition neighbour = Sample.table(Granularity.DAY);
        TABLES.createOrEvolve(definition);
        TABLES.createOrEvolve(neighbour);
        commit(definition, "committed", 10);
        TestStack.staged(TABLES.load(definition), "never-committed", 10);
        commit(neighbour, "kept", 10);

        TABLES.drop(definition);
        TABLES.drop(definition);

        assertThat(objects(definition)).isEmpty();
        assertThatThrownBy(() -> TABLES.load(definition)).isInstanceOf(UnknownTableException.class);
        assertThat(TestStack.parquetObjects(neighbour)).hasSize(2);
    }

    @Test
    void icebergAndDuckDbFindTheSameNumbersInTheStore(@TempDir Path directory) throws Exception {
        TableDefinition definition = Sample.table(Granularity.DAY, "city");
        TABLES.createOrEvolve(definition);
        StoredTable table = TABLES.load(definition);
        Random random = new Random(1);
        try (StagedFileWriter writer = table.newWriter(Sample.schema(), "big", 1 << 20, 1 << 30)) {
            for (int batch = 0; batch < 20; batch++) {
                List<List<Object>> rows = new ArrayList<>(Collections.nCopies(2500, List.of()));
                rows.replaceAll(none -> Arrays.asList(
                        NOON.plusSeconds(random.nextInt(3 * 86_400)),
                        "city " + random.nextInt(500),
                        (long) random.nextInt(1000),
                        random.nextInt(100) / 4.0,
                        null,
                        null));
                writer.write(Sample.batch(Sample.schema(), rows));
            }
            assertThat(table.commitBatch("job", List.of(writer.stage()))).isEqualTo(50_000);
        }

        List<StoredTable.DataFileInfo> files = table.currentFiles();
        for (int i = 0; i < files.size(); i++) {
            try (InputStream in = table.openFile(files.get(i).location())) {
                assertThat(Files.copy(in, directory.resolve(i + ".parquet")))
                        .isEqualTo(files.get(i).sizeBytes());
            }
        }

        List<Record> records = Sample.read(iceberg(definition));
        long added = records.stream()
                .mapToLong(record -> (Long) record.getField("added"))
                .sum();
        double ratio = records.stream()
                .mapToDouble(record -> (Double) record.getField("ratio"))
                .sum();
        assertThat(duckDb(
                        "SELECT count(*) || ' ' || sum(added) || ' ' || sum(ratio) || ' ' || count(DISTINCT city) FROM '"
                                + directory + "/*.parquet'"))
                .isEqualTo("50000 " + added + " " + ratio + " 500");
        assertThat(files)
                .hasSizeGreaterThanOrEqualTo(4)
                .extracting(file -> file.location().replaceAll(".*(__time_day=[-0-9]+)/big-[0-9]+\\.parquet", "$1"))
                .containsOnly(
                        "__time_day=2026-03-01",
                        "__time_day=2026-03-02",
                        "__time_day=2026-03-03",
                        "__time_day=2026-03-04");
        assertThat(table.statistics())
                .isEqualTo(new StoredTable.TableStatistics(
                        files.size(),
                        50_000,
                        files.stream()
                                .mapToLong(StoredTable.DataFileInfo::sizeBytes)
                                .sum()));
    }

    private static void commit(TableDefinition definition, String job, int rows) {
        StoredTable table = TABLES.load(definition);
        try (StagedFileWriter writer = TestStack.written(table, job, rows)) {
            table.commitBatch(job, List.of(writer.stage()));
        }
    }

    private static TableDefinition withColumns(TableDefinition definition, List<Column> columns) {
        return new TableDefinition(
                definition.id(),
                definition.namespace(),
                definition.name(),
                definition.kind(),
                columns,
                definition.partitioning(),
                definition.clusteringColumns(),
                definition.timeResolution());
    }

    private static String duckDb(String query) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }
}
