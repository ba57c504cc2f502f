package io.millrace.batch.storage;

import io.millrace.model.TableDefinition;
import io.millrace.tables.CatalogSettings;
import io.millrace.tables.StoredTable;
import io.millrace.tables.TableCatalog;
import org.jspecify.annotations.Nullable;

/** The catalog, connected to at first use, so that the process starts without it. Thread-safe. */
public final class CatalogConnection implements Tables, AutoCloseable {
    private final CatalogSettings settings;
    private @Nullable TableCatalog catalog;

    public CatalogConnection(CatalogSettings settings) {
        this.settings = settings;
    }

    @Override
    public StoredTable load(TableDefinition definition) {
        return connected().load(definition);
    }

    private synchronized TableCatalog connected() {
        if (catalog == null) {
            catalog = new TableCatalog(settings);
        }
        return catalog;
    }

    @Override
    public synchronized void close() {
        if (catalog != null) {
            catalog.close();
            catalog = null;
        }
    }
}
