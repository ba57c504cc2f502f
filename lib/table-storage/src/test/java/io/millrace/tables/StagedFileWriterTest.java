package io.millrace.tables;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.model.Column;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.model.Granularity;
import io.millrace.model.TableDefinition;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files themselves: what is in them, how they are cut, and what Iceberg knows about them. */
class StagedFileWriterTest {
    private static final long MEGABYTE = 1 << 20;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final InMemoryCatalog catalog = Sample.catalogInMemory();
    private final TableCatalog tables = Sample.tables(catalog);
    private int writers;

    @Test
    void valuesComeBackAsTheyWere() throws Exception {
        TableDefinition definition = created(Sample.table(Granularity.ALL));
        byte[] sketch = {0, -1, 127, -128};
        Instant before1970 = Instant.parse("1901-12-13T20:45:51.999Z");

        write(
                definition,
                List.of(
                        asList(NOON, "Zürich 北京 🚀", Long.MAX_VALUE, -0.0, 1.5f, sketch),
                        asList(before1970, "", Long.MIN_VALUE, Double.NaN, Float.NaN, new byte[0]),
                        asList(NOON, null, null, null, null, null),
                        asList(NOON, "a\u0000b", 0L, Double.NEGATIVE_INFINITY, Float.MAX_VALUE, sketch)));

        List<Record> records = Sample.read(iceberg(definition));
        assertThat(records)
                .extracting(record -> record.getField("city"))
                .containsExactly("Zürich 北京 🚀", "", null, "a\u0000b");
        assertThat(records)
                .extracting(record -> record.getField("added"))
                .containsExactly(Long.MAX_VALUE, Long.MIN_VALUE, null, 0L);
        assertThat(records)
                .extracting(record -> record.getField("ratio"))
                .containsExactly(-0.0, Double.NaN, null, Double.NEGATIVE_INFINITY);
        assertThat(records)
                .extracting(record -> record.getField("share"))
                .containsExactly(1.5f, Float.NaN, null, Float.MAX_VALUE);
        assertThat(records)
                .extracting(record -> record.getField("sketch"))
                .containsExactly(ByteBuffer.wrap(sketch), ByteBuffer.wrap(new byte[0]), null, ByteBuffer.wrap(sketch));
        assertThat(records)
                .extracting(record -> record.getField(Column.TIME))
                .startsWith(NOON.atOffset(ZoneOffset.UTC), before1970.atOffset(ZoneOffset.UTC));
    }

    @Test
    void eachDayGetsAFileOfItsOwnAlsoBefore1970() throws Exception {
        TableDefinition definition = created(Sample.table(Granularity.DAY));

        List<DataFile> files = write(
                definition,
                List.of(
                        asList(Instant.parse("1969-12-31T23:59:59.999Z"), "a", 1L, null, null, null),
                        asList(Instant.parse("1970-01-01T00:00:00Z"), "b", 2L, null, null, null),
                        asList(Instant.parse("2026-03-01T00:00:00Z"), "c", 3L, null, null, null),
                        asList(Instant.parse("2026-03-01T23:59:59.999Z"), "d", 4L, null, null, null)));

        assertThat(files)
                .extracting(file -> iceberg(definition).spec().partitionToPath(file.partition()))
                .containsExactlyInAnyOrder("__time_day=1969-12-31", "__time_day=1970-01-01", "__time_day=2026-03-01");
        assertThat(files)
                .allSatisfy(file -> assertThat(file.location())
                        .matches("s3://warehouse/tables/" + definition.id()
                                + "/data/__time_day=[-0-9]+/test1-0000[0-2]\\.parquet"));
        assertThat(sumOfAdded(Sample.read(iceberg(definition)))).isEqualTo(10);
    }

    @Test
    void icebergKnowsCountsAndBoundsOfEveryColumn() {
        TableDefinition definition = created(Sample.table(Granularity.ALL));

        DataFile file = write(
                        definition,
                        List.of(
                                asList(NOON, "b", 5L, Double.NaN, 2.0, null),
                                asList(NOON.plusMillis(1), "a", null, 1.5, 0.5, null),
                                asList(NOON.plusMillis(2), null, -5L, -2.5, null, null)))
                .get(0);

        assertThat(file.recordCount()).isEqualTo(3);
        assertThat(file.valueCounts()).containsEntry(2, 3L).containsEntry(4, 3L);
        assertThat(file.nullValueCounts())
                .containsEntry(2, 1L)
                .containsEntry(3, 1L)
                .containsEntry(6, 3L);
        assertThat(file.nanValueCounts()).containsEntry(4, 1L).containsEntry(5, 0L);
        assertThat((Long) bound(file, 3, Types.LongType.get(), false)).isEqualTo(-5);
        assertThat((Long) bound(file, 1, Types.TimestampType.withZone(), true))
                .isEqualTo((NOON.toEpochMilli() + 2) * 1000);
        assertThat((Double) bound(file, 4, Types.DoubleType.get(), false)).isEqualTo(-2.5);
        assertThat((Double) bound(file, 4, Types.DoubleType.get(), true)).isEqualTo(1.5);
        assertThat((Float) bound(file, 5, Types.FloatType.get(), true)).isEqualTo(2.0f);
        assertThat(bound(file, 2, Types.StringType.get(), false)).hasToString("a");
    }

    @Test
    void aScanReadsOnlyTheFilesThatMayHold() throws Exception {
        TableDefinition definition = created(Sample.table(Granularity.DAY));
        write(definition, List.of(asList(NOON, "a", 1L, null, null, null)));
        write(definition, List.of(asList(NOON.plusSeconds(86_400), "m", 100L, null, null, null)));
        write(definition, List.of(asList(NOON.plusSeconds(60), "z", 10_000L, null, null, null)));

        Table table = iceberg(definition);

        assertThat(filesFor(table, Expressions.greaterThan("added", 50L))).isEqualTo(2);
        assertThat(filesFor(table, Expressions.equal("city", "m"))).isEqualTo(1);
        assertThat(filesFor(
                        table,
                        Expressions.lessThan(Column.TIME, NOON.plusSeconds(3600).toEpochMilli() * 1000)))
                .isEqualTo(2);
    }

    @Test
    void aFileOfAClusteredTableIsSortedFromBeginningToEnd() throws Exception {
        TableDefinition definition = created(Sample.table(Granularity.ALL, "city", "added"));
        Random random = new Random(7);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            Object city = random.nextInt(20) == 0 ? null : "a city with a long name " + (random.nextInt(50) + 10);
            rows.add(asList(NOON.plusMillis(i), city, (long) random.nextInt(100) - 50, 0.0, 0.0, null));
        }

        List<DataFile> files = write(definition, rows);

        assertThat(files).hasSize(1);
        assertThat(files.get(0).sortOrderId())
                .isEqualTo(iceberg(definition).sortOrder().orderId())
                .isPositive();
        List<Record> records = Sample.read(iceberg(definition));
        assertThat(records).hasSize(20_000);
        for (int i = 1; i < records.size(); i++) {
            assertThat(sortKey(records.get(i - 1))).isLessThanOrEqualTo(sortKey(records.get(i)));
        }
        assertThat(records.get(0).getField("city")).isNull();
    }

    @Test
    void aFileThatReachesTheTargetSizeIsFollowedByAnother() throws Exception {
        TableDefinition definition = created(Sample.table(Granularity.ALL));

        List<DataFile> files = writeNoise(definition, 60, 200_000, Long.MAX_VALUE);

        assertThat(files).hasSizeBetween(4, 40);
        assertThat(files.subList(0, files.size() - 1))
                .allSatisfy(file -> assertThat(file.fileSizeInBytes()).isBetween(100_000L, 2_000_000L));
        assertThat(Sample.read(iceberg(definition))).hasSize(60_000);
    }

    @Test
    void memoryStaysBelowItsLimitHoweverManyPartitionsAreOpen() throws Exception {
        TableDefinition definition = created(Sample.table(Granularity.HOUR, "city"));
        StoredTable table = tables.load(definition);
        Random random = new Random(3);
        long highest = 0;

        try (StagedFileWriter writer = table.newWriter(Sample.schema(), "test", 100 * MEGABYTE, 2 * MEGABYTE)) {
            for (int i = 0; i < 50; i++) {
                List<List<Object>> rows = new ArrayList<>();
                for (int j = 0; j < 1000; j++) {
                    Instant time = NOON.plusSeconds(3600L * random.nextInt(48));
                    rows.add(asList(time, noise(random), 1L, 0.0, 0.0, null));
                }
                writer.write(Sample.batch(Sample.schema(), rows));
                highest = Math.max(highest, writer.memoryBytes());
            }
            table.commitBatch("job", List.of(writer.stage()));
        }

        assertThat(highest).isBetween(MEGABYTE, 2 * MEGABYTE);
        assertThat(sumOfAdded(Sample.read(iceberg(definition)))).isEqualTo(50_000);
    }

    @Test
    void aPartitionBeyondTheLimitOfOpenFilesClosesTheLargest() throws Exception {
        TableDefinition definition = created(Sample.table(Granularity.HOUR));
        int hours = PartitionedFileWriter.MAX_OPEN_FILES + 1;

        List<DataFile> files;
        try (StagedFileWriter writer = tables.load(definition).newWriter(Sample.schema(), "test", 100 * MEGABYTE, 0)) {
            for (int round = 0; round < 2; round++) {
                for (int hour = 0; hour < hours; hour++) {
                    String city = hour == 7 ? "the longest name of all" : "a";
                    writer.write(Sample.batch(
                            Sample.schema(),
                            List.of(asList(NOON.plusSeconds(3600L * hour), city, 1L, 0.0, 0.0, null))));
                }
            }
            files = appended(definition, writer.finish().files());
        }

        Table table = iceberg(definition);
        assertThat(sumOfAdded(Sample.read(table))).isEqualTo(2L * hours);
        assertThat(table.spec().partitionToPath(files.get(0).partition())).endsWith("2026-03-01-19");
        // Only the hour whose file was closed early has two.
        assertThat(files).hasSize(hours + 1);
    }

    @Test
    void aWriterThatIsClosedWithoutFinishingLeavesNothing() {
        TableDefinition definition = created(Sample.table(Granularity.ALL));
        StoredTable table = tables.load(definition);

        List<String> locations;
        try (StagedFileWriter writer = table.newWriter(Sample.schema(), "finished", 1, Long.MAX_VALUE)) {
            writer.write(Sample.batch(Sample.schema(), List.of(asList(NOON, "a", 1L, 0.0, 0.0, null))));
            locations = writer.finish().files().stream().map(DataFile::location).toList();
        }
        try (StagedFileWriter writer = table.newWriter(Sample.schema(), "given-up", 1, Long.MAX_VALUE)) {
            writer.write(Sample.batch(Sample.schema(), List.of(asList(NOON, "a", 1L, 0.0, 0.0, null))));
            assertThat(exists(definition, "given-up-00000")).isTrue();
        }

        assertThat(locations)
                .singleElement()
                .satisfies(location -> assertThat(location).endsWith("finished-00000.parquet"));
        assertThat(exists(definition, "finished-00000")).isTrue();
        assertThat(exists(definition, "given-up-00000")).isFalse();
    }

    @Test
    void aWriterWithoutRowsStagesNothing() {
        TableDefinition definition = created(Sample.table(Granularity.DAY));
        try (StagedFileWriter writer = tables.load(definition).newWriter(Sample.schema(), "empty", 1, 1)) {
            writer.write(new ColumnBatch(Sample.schema()));

            assertThat(writer.stage()).isEmpty();
        }
    }

    @Test
    void columnsThatTheRowsLackAreNullAndTheOrderOfColumnsDoesNotMatter() throws Exception {
        TableDefinition definition = created(Sample.table(Granularity.DAY, "ratio", "city"));
        RowSchema schema = new RowSchema(List.of(
                new Field("added", DataType.LONG),
                new Field("city", DataType.STRING),
                new Field(Column.TIME, DataType.TIMESTAMP)));

        append(definition, schema, List.of(asList(2L, "b", NOON), asList(1L, "a", NOON)));

        List<Record> records = Sample.read(iceberg(definition));
        assertThat(records).extracting(record -> record.getField("city")).containsExactly("a", "b");
        assertThat(records).extracting(record -> record.getField("added")).containsExactly(1L, 2L);
        assertThat(records).extracting(record -> record.getField("ratio")).containsOnlyNulls();
    }

    @Test
    void rowsThatDoNotFitTheTableAreRefusedByName() {
        TableDefinition definition = created(Sample.table(Granularity.DAY));
        StoredTable table = tables.load(definition);
        Field time = new Field(Column.TIME, DataType.TIMESTAMP);

        assertThatThrownBy(() -> table.newWriter(
                        new RowSchema(List.of(time, new Field("unknown", DataType.LONG))), "test", 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"unknown\"");
        assertThatThrownBy(() -> table.newWriter(
                        new RowSchema(List.of(time, new Field("added", DataType.STRING))), "test", 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"added\"")
                .hasMessageContaining("string");
        assertThatThrownBy(() -> table.newWriter(new RowSchema(List.of(new Field("added", DataType.LONG))), "x", 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Column.TIME);
    }

    @Test
    void aRowWithoutATimeIsRefused() {
        TableDefinition definition = created(Sample.table(Granularity.ALL));
        try (StagedFileWriter writer = tables.load(definition).newWriter(Sample.schema(), "test", 1, 1)) {
            ColumnBatch batch = Sample.batch(Sample.schema(), List.of(asList(null, "a", 1L, 0.0, 0.0, null)));

            assertThatThrownBy(() -> writer.write(batch))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(Column.TIME);
        }
    }

    @Test
    void columnsWhoseNamesParquetCannotSpellAreStored() throws Exception {
        List<Column> columns = List.of(
                Column.dimension(Column.TIME, DataType.TIMESTAMP),
                Column.dimension("a.b", DataType.LONG),
                Column.dimension("Größe in %", DataType.DOUBLE),
                Column.dimension("__time_day", DataType.STRING));
        TableDefinition definition = created(Sample.table(columns, Granularity.DAY, "a.b"));

        append(definition, Sample.schema(columns), List.of(asList(NOON, 2L, 0.5, "x"), asList(NOON, 1L, 0.25, "y")));

        List<Record> records = Sample.read(iceberg(definition));
        assertThat(records).extracting(record -> record.getField("a.b")).containsExactly(1L, 2L);
        assertThat(records).extracting(record -> record.getField("Größe in %")).containsExactly(0.25, 0.5);
        assertThat(records).extracting(record -> record.getField("__time_day")).containsExactly("y", "x");
    }

    @Test
    void duckDbReadsTheSameAndFindsZstdAndFieldIds(@TempDir Path directory) throws Exception {
        TableDefinition definition = created(Sample.table(Granularity.ALL, "city"));
        List<DataFile> files = writeNoise(definition, 30, 100 * MEGABYTE, 100 * MEGABYTE);
        Path local = directory.resolve("file.parquet");
        try (InputStream in = tables.load(definition).openFile(files.get(0).location())) {
            Files.copy(in, local);
        }

        assertThat(files).hasSize(1);
        assertThat(duckDb("SELECT count(*) || ' ' || sum(added) FROM '" + local + "'"))
                .isEqualTo("30000 " + sumOfAdded(Sample.read(iceberg(definition))));
        assertThat(duckDb("SELECT string_agg(DISTINCT compression) FROM parquet_metadata('" + local + "')"))
                .isEqualTo("ZSTD");
        assertThat(duckDb("SELECT string_agg(name || field_id, ' ' ORDER BY field_id) FROM parquet_schema('" + local
                        + "') WHERE field_id IS NOT NULL"))
                .isEqualTo("__time1 city2 added3 ratio4 share5 sketch6");
        assertThat(duckDb("SELECT CAST(min(__time) AT TIME ZONE 'UTC' AS VARCHAR) FROM '" + local + "'"))
                .isEqualTo("2026-03-01 12:00:00");
    }

    private TableDefinition created(TableDefinition definition) {
        tables.createOrEvolve(definition);
        return definition;
    }

    private Table iceberg(TableDefinition definition) {
        return catalog.loadTable(TableIdentifier.of(definition.namespace(), definition.name()));
    }

    private List<DataFile> write(TableDefinition definition, List<? extends List<?>> rows) {
        return append(definition, Sample.schema(), rows);
    }

    private List<DataFile> append(TableDefinition definition, RowSchema schema, List<? extends List<?>> rows) {
        List<DataFile> files;
        try (StagedFileWriter writer =
                tables.load(definition).newWriter(schema, "test" + ++writers, 100 * MEGABYTE, 100 * MEGABYTE)) {
            writer.write(Sample.batch(schema, rows));
            files = writer.finish().files();
        }
        return appended(definition, files);
    }

    private List<DataFile> writeNoise(TableDefinition definition, int batches, long target, long memory) {
        Random random = new Random(5);
        try (StagedFileWriter writer = tables.load(definition).newWriter(Sample.schema(), "test", target, memory)) {
            for (int i = 0; i < batches; i++) {
                List<List<Object>> rows = new ArrayList<>(Collections.nCopies(1000, List.of()));
                rows.replaceAll(none -> asList(NOON, noise(random), random.nextLong() >> 16, 0.0, 0.0, null));
                writer.write(Sample.batch(Sample.schema(), rows));
            }
            return appended(definition, writer.finish().files());
        }
    }

    private List<DataFile> appended(TableDefinition definition, List<DataFile> files) {
        var append = iceberg(definition).newAppend();
        files.forEach(append::appendFile);
        append.commit();
        return files;
    }

    private boolean exists(TableDefinition definition, String name) {
        String location = "s3://warehouse/tables/" + definition.id() + "/data/" + name + ".parquet";
        try {
            return iceberg(definition).io().newInputFile(location).exists();
        } catch (NotFoundException gone) {
            return false;
        }
    }

    private static String noise(Random random) {
        byte[] bytes = new byte[40];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(26));
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static String sortKey(Record record) {
        Object city = record.getField("city");
        return (city == null ? "" : city) + String.format(Locale.ROOT, " %05d", (Long) record.getField("added") + 1000);
    }

    private static long sumOfAdded(List<Record> records) {
        return records.stream()
                .mapToLong(record -> (Long) record.getField("added"))
                .sum();
    }

    private static int filesFor(Table table, org.apache.iceberg.expressions.Expression filter) throws Exception {
        int files = 0;
        try (CloseableIterable<?> tasks = table.newScan().filter(filter).planFiles()) {
            for (Object ignored : tasks) {
                files++;
            }
        }
        return files;
    }

    private static Object bound(DataFile file, int fieldId, org.apache.iceberg.types.Type type, boolean upper) {
        return Conversions.fromByteBuffer(type, (upper ? file.upperBounds() : file.lowerBounds()).get(fieldId));
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
