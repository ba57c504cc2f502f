package io.millrace.stream.tables;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The Iceberg catalog's own database. */
@ConfigMapping(prefix = "millrace.catalog")
public interface CatalogConfiguration {
    /** {@code millrace.catalog.jdbc-url}: of the PostgreSQL database that holds the catalog. */
    @WithDefault("jdbc:postgresql://localhost:5432/iceberg")
    String jdbcUrl();

    /** {@code millrace.catalog.user}. */
    @WithDefault("millrace")
    String user();

    /** {@code millrace.catalog.password}; never logged. */
    @WithDefault("millrace")
    String password();
}
