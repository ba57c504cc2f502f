package io.millrace.tables;

/**
 * Where the catalog and the files are.
 *
 * @param jdbcUrl of the PostgreSQL database that holds Iceberg's JDBC catalog
 * @param warehouse {@code s3://bucket/prefix} without a final slash
 */
public record CatalogSettings(
        String jdbcUrl,
        String user,
        String password,
        String warehouse,
        String s3Endpoint,
        String s3Region,
        String s3AccessKeyId,
        String s3SecretAccessKey) {

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "CatalogSettings[jdbcUrl=" + jdbcUrl + ", warehouse=" + warehouse + ", s3Endpoint=" + s3Endpoint + "]";
    }
}
