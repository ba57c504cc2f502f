package io.millrace.batch.storage;

import io.millrace.tables.CatalogSettings;
import io.smallrye.config.ConfigMapping;

/** The PostgreSQL database of Iceberg's catalog. */
@ConfigMapping(prefix = "millrace.catalog")
public interface CatalogConfiguration {
    /** {@code millrace.catalog.jdbc-url}: {@code jdbc:postgresql://host:port/database}. Required. */
    String jdbcUrl();

    /** {@code millrace.catalog.user}. Required. */
    String user();

    /** {@code millrace.catalog.password}; never logged. Required. */
    String password();

    /** With the warehouse in Millrace's own bucket. */
    default CatalogSettings settings(StorageConfiguration storage) {
        return new CatalogSettings(
                jdbcUrl(),
                user(),
                password(),
                "s3://" + storage.bucket() + "/tables",
                storage.endpoint(),
                storage.region(),
                storage.accessKeyId(),
                storage.secretAccessKey());
    }
}
