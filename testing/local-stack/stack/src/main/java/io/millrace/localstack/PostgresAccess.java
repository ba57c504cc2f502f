package io.millrace.localstack;

/** How to reach the PostgreSQL server of a stack. Its user may do everything, including making databases. */
public record PostgresAccess(int port, String user, String password) {
    /** Where api-service keeps its metadata. */
    public static final String CONTROL_DATABASE = "millrace";

    /** Where the catalog of the Iceberg tables is kept. */
    public static final String CATALOG_DATABASE = "iceberg";

    public String controlUrl() {
        return jdbcUrl(CONTROL_DATABASE);
    }

    public String catalogUrl() {
        return jdbcUrl(CATALOG_DATABASE);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + LocalStack.HOST + ":" + port + "/" + database;
    }

    @Override
    public String toString() {
        return "PostgresAccess[" + LocalStack.HOST + ":" + port + ", " + user + "]";
    }
}
