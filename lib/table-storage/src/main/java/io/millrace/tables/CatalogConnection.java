package io.millrace.tables;

import java.util.HashMap;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.aws.s3.S3FileIO;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** Iceberg's JDBC catalog and its file access, from settings. */
final class CatalogConnection {
    private static final int ATTEMPTS = 5;

    /** PostgreSQL is going down or coming up: its connections are worth replacing. */
    private static final String RESTART_STATES = "57P01,57P02,57P03,08001,08004";

    private final JdbcCatalog catalog;
    private final FileIO files;
    private final String warehouse;

    CatalogConnection(CatalogSettings settings) {
        loadDriver();
        Map<String, String> properties = properties(settings);
        this.warehouse = settings.warehouse();
        this.files = new S3FileIO();
        files.initialize(properties);
        this.catalog = connect(properties, files);
    }

    /** Behind a class loader of its own, as in a packaged service, the driver does not announce itself. */
    private static void loadDriver() {
        try {
            Class.forName("org.postgresql.Driver");
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("The PostgreSQL driver is missing on the class path", e);
        }
    }

    JdbcCatalog catalog() {
        return catalog;
    }

    FileIO files() {
        return files;
    }

    String warehouse() {
        return warehouse;
    }

    static Map<String, String> properties(CatalogSettings settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put(CatalogProperties.URI, settings.jdbcUrl());
        properties.put(CatalogProperties.WAREHOUSE_LOCATION, settings.warehouse());
        properties.put(CatalogProperties.CLIENT_POOL_SIZE, "4");
        properties.put("jdbc.user", settings.user());
        properties.put("jdbc.password", settings.password());
        properties.put("jdbc.schema-version", "V1");
        // Seconds. Without them a database that vanishes without a word is waited for as long as the system likes.
        properties.put("jdbc.connectTimeout", "10");
        properties.put("jdbc.socketTimeout", "60");
        properties.put("jdbc.tcpKeepAlive", "true");
        properties.put("retryable_status_codes", RESTART_STATES);
        properties.put("s3.path-style-access", "true");
        putUnlessBlank(properties, "s3.endpoint", settings.s3Endpoint());
        putUnlessBlank(properties, "s3.access-key-id", settings.s3AccessKeyId());
        putUnlessBlank(properties, "s3.secret-access-key", settings.s3SecretAccessKey());
        putUnlessBlank(properties, "client.region", settings.s3Region());
        return properties;
    }

    /** Services that start together on an empty database may disturb each other while its tables are made. */
    private static JdbcCatalog connect(Map<String, String> properties, FileIO files) {
        for (int attempt = 1; ; attempt++) {
            JdbcCatalog catalog = new JdbcCatalog(ignored -> files, null, true);
            try {
                catalog.initialize("millrace", properties);
                return catalog;
            } catch (UncheckedSQLException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Left out, the SDK looks where it always does: environment, profile, instance. */
    private static void putUnlessBlank(Map<String, String> properties, String key, String value) {
        if (!value.isBlank()) {
            properties.put(key, value);
        }
    }
}
