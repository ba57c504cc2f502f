package io.millrace.batch;

import io.millrace.model.TableDefinition;
import io.millrace.tables.StoredTable;
import io.millrace.tables.TableCatalog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What DuckDB finds in a table's current files. */
final class StoredRows {
    private StoredRows() {}

    /**
     * The values of the first row of a query.
     *
     * @param query over {@code rows}
     */
    static List<Long> query(TableCatalog catalog, TableDefinition table, Path directory, String query)
            throws IOException, SQLException {
        StoredTable stored = catalog.load(table);
        Path copies = Files.createTempDirectory(directory, "parquet");
        int number = 0;
        for (StoredTable.DataFileInfo file : stored.currentFiles()) {
            try (InputStream bytes = stored.openFile(file.location())) {
                Files.copy(bytes, copies.resolve(number++ + ".parquet"));
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone='UTC'");
            statement.execute("CREATE VIEW rows AS SELECT * FROM read_parquet('" + copies + "/*.parquet')");
            List<Long> values = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(query)) {
                result.next();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    values.add(result.getLong(column));
                }
            }
            return values;
        }
    }
}
