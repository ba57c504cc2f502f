package io.millrace.api.storage;

import io.millrace.tables.CatalogSettings;
import io.millrace.tables.TableCatalog;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The Iceberg catalog, opened when it is first asked for; a failed opening is tried again at the next request. */
@Singleton
public class LakeCatalog {
    private final CatalogSettings settings;
    private @Nullable TableCatalog catalog;

    public LakeCatalog(CatalogConfiguration catalog, StorageSettings storage) {
        this.settings = new CatalogSettings(
                catalog.jdbcUrl(),
                catalog.user(),
                catalog.password(),
                "s3://" + storage.bucket() + "/tables",
                storage.endpoint(),
                storage.region(),
                storage.accessKeyId(),
                storage.secretAccessKey());
    }

    public synchronized TableCatalog catalog() {
        if (catalog == null) {
            catalog = new TableCatalog(settings);
        }
        return catalog;
    }

    @PreDestroy
    synchronized void close() {
        if (catalog != null) {
            catalog.close();
            catalog = null;
        }
    }
}
