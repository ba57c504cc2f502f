package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sampledata.WikipediaEdits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left in S3 is open: readers that know nothing of Millrace see the same rows. */
class TableFilesIT {
    private static RunningMillrace millrace;
    private static JdbcCatalog catalog;
    private static Table table;

    @BeforeAll
    static void loadTheSample() {
        millrace = RunningMillrace.shared();
        ApiClient api = millrace.api();
        api.upload("table-files.json.gz", WikipediaEdits.gzipped()).expect(201);
        api.awaitCompletion(
                api.submit(WikipediaJobs.detail("open_edits", WikipediaJobs.uploaded("table-files.json.gz"))));
        catalog = millrace.icebergCatalog();
        table = catalog.loadTable(TableIdentifier.of("default", "open_edits"));
    }

    @AfterAll
    static void closeCatalog() {
        catalog.close();
    }

    @Test
    void icebergsOwnReaderSeesEveryRow() throws Exception {
        long rows = 0;
        long added = 0;
        try (CloseableIterable<Record> records = IcebergGenerics.read(table).build()) {
            for (Record record : records) {
                rows++;
                added += (Long) record.getField("added");
            }
        }

        assertThat(rows).isEqualTo(WikipediaEdits.ROWS);
        assertThat(added).isEqualTo(WikipediaEdits.SUM_ADDED);
    }

    @Test
    void duckDbReadsTheParquetFiles(@TempDir Path directory) throws Exception {
        List<Path> files = download(directory);

        assertThat(files).isNotEmpty();
        Map<String, Long> sums =
                duckDb("SELECT COUNT(*) AS n, SUM(added)::BIGINT AS added, SUM(deleted)::BIGINT AS deleted"
                        + " FROM read_parquet('" + directory + "/*.parquet')");
        assertThat(sums)
                .containsEntry("n", WikipediaEdits.ROWS)
                .containsEntry("added", WikipediaEdits.SUM_ADDED)
                .containsEntry("deleted", WikipediaEdits.SUM_DELETED);
    }

    @Test
    void filesAreZstdCompressed(@TempDir Path directory) throws Exception {
        download(directory);

        assertThat(duckDb("SELECT COUNT(*) AS columns, COUNT(*) FILTER (WHERE compression <> 'ZSTD') AS others"
                        + " FROM parquet_metadata('" + directory + "/*.parquet')"))
                .containsEntry("others", 0L)
                .doesNotContainEntry("columns", 0L);
    }

    @Test
    void filesArePartitionedByDay() {
        assertThat(table.spec().fields()).singleElement().satisfies(field -> {
            assertThat(field.transform().toString()).isEqualTo("day");
            assertThat(table.schema().findColumnName(field.sourceId())).isEqualTo("__time");
        });
    }

    private List<Path> download(Path directory) throws Exception {
        int number = 0;
        try (var tasks = table.newScan().planFiles()) {
            for (var task : tasks) {
                DataFile file = task.file();
                try (var in = table.io().newInputFile(file.location()).newStream()) {
                    Files.copy(in, directory.resolve(number++ + ".parquet"));
                }
            }
        }
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }

    private static Map<String, Long> duckDb(String sql) throws SQLException {
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            Map<String, Long> values = new java.util.HashMap<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                values.put(row.getMetaData().getColumnLabel(i), row.getLong(i));
            }
            return values;
        }
    }
}
