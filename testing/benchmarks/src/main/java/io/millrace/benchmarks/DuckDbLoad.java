package io.millrace.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The peer: DuckDB reads the same file, does the same projection and writes zstd Parquet, to the local disk. */
final class DuckDbLoad {
    private DuckDbLoad() {}

    /** How long it took. The file written is deleted. */
    static Duration run(Path events, int threads) throws SQLException, IOException {
        Path parquet = events.resolveSibling(events.getFileName() + ".parquet");
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("SET threads = " + threads);
            long start = System.nanoTime();
            statement.execute("""
                    COPY (
                      SELECT CAST("time" AS TIMESTAMPTZ) AS __time, session_id, user_id, lower(event) AS event, url,
                             country, city, browser, duration_ms, revenue
                      FROM read_json('%s', format = 'newline_delimited', columns = {
                        'time': 'VARCHAR', session_id: 'VARCHAR', user_id: 'BIGINT', event: 'VARCHAR', url: 'VARCHAR',
                        country: 'VARCHAR', city: 'VARCHAR', browser: 'VARCHAR', duration_ms: 'BIGINT',
                        revenue: 'DOUBLE'})
                      WHERE duration_ms >= 0
                    ) TO '%s' (FORMAT parquet, COMPRESSION zstd)""".formatted(events, parquet));
            return Duration.ofNanos(System.nanoTime() - start);
        } finally {
            Files.deleteIfExists(parquet);
        }
    }
}
