package io.millrace.api.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code millrace.catalog.*}: the PostgreSQL database of the Iceberg catalog, which all services share. */
@ConfigMapping(prefix = "millrace.catalog")
public interface CatalogConfiguration {
    /** {@code millrace.catalog.jdbc-url}: such as {@code jdbc:postgresql://host:5432/iceberg}. */
    String jdbcUrl();

    /** {@code millrace.catalog.user}. */
    String user();

    /** {@code millrace.catalog.password}: secret. */
    @WithDefault("")
    String password();
}
