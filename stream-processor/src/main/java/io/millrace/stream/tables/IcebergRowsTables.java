package io.millrace.stream.tables;

import io.millrace.columns.RowSchema;
import io.millrace.model.Field;
import io.millrace.model.TableDefinition;
import io.millrace.tables.CatalogSettings;
import io.millrace.tables.StagedFileWriter;
import io.millrace.tables.StoredTable;
import io.millrace.tables.StreamCommit;
import io.millrace.tables.StreamCommitOutcome;
import io.millrace.tables.StreamProgress;
import io.millrace.tables.TableCatalog;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables of the Iceberg catalog, which is connected at first use. Thread-safe. */
final class IcebergRowsTables implements RowsTables, AutoCloseable {
    private final CatalogSettings settings;
    private final long targetFileBytes;
    private final long maxMemoryBytes;
    private @Nullable TableCatalog catalog;

    IcebergRowsTables(CatalogSettings settings, long targetFileBytes, long maxMemoryBytes) {
        this.settings = settings;
        this.targetFileBytes = targetFileBytes;
        this.maxMemoryBytes = maxMemoryBytes;
    }

    static CatalogSettings settings(CatalogConfiguration catalog, StorageConfiguration storage) {
        return new CatalogSettings(
                catalog.jdbcUrl(),
                catalog.user(),
                catalog.password(),
                "s3://" + storage.bucket() + "/tables",
                storage.endpoint(),
                storage.region(),
                storage.accessKeyId(),
                storage.secretAccessKey());
    }

    @Override
    public RowsTable open(TableDefinition definition) {
        return new Opened(connected().load(definition));
    }

    @Override
    public synchronized void close() {
        if (catalog != null) {
            catalog.close();
            catalog = null;
        }
    }

    private synchronized TableCatalog connected() {
        TableCatalog connected = catalog;
        if (connected == null) {
            connected = new TableCatalog(settings);
            catalog = connected;
        }
        return connected;
    }

    private final class Opened implements RowsTable {
        private final StoredTable table;

        Opened(StoredTable table) {
            this.table = table;
        }

        @Override
        public RowSchema columns() {
            return new RowSchema(table.definition().columns().stream()
                    .map(column -> new Field(column.name(), column.type()))
                    .toList());
        }

        @Override
        public Map<String, StreamProgress> progressOf(String sourcePrefix) {
            return table.progressOf(sourcePrefix);
        }

        @Override
        public StagedFileWriter newWriter(RowSchema rows, String fileNamePrefix) {
            return table.newWriter(rows, fileNamePrefix, targetFileBytes, maxMemoryBytes);
        }

        @Override
        public StreamCommitOutcome commit(StreamCommit commit) {
            return table.commitStream(commit);
        }
    }
}
