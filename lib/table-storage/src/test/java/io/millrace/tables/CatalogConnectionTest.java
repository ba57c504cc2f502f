package io.millrace.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.junit.jupiter.api.Test;

class CatalogConnectionTest {
    private static final CatalogSettings SETTINGS =
            new CatalogSettings("jdbc:postgresql://db/iceberg", "u", "p", "s3://lake/tables", "", "", "", "");

    @Test
    void everyTimeoutIsOneThatTheDriverKnows() throws SQLException {
        Map<String, String> properties = CatalogConnection.properties(SETTINGS);
        Properties toDriver = new Properties();
        properties.forEach((name, value) -> {
            if (name.startsWith(JdbcCatalog.PROPERTY_PREFIX)) {
                toDriver.put(name.substring(JdbcCatalog.PROPERTY_PREFIX.length()), value);
            }
        });

        DriverPropertyInfo[] known =
                DriverManager.getDriver(SETTINGS.jdbcUrl()).getPropertyInfo(SETTINGS.jdbcUrl(), toDriver);

        assertThat(Arrays.stream(known).map(property -> property.name + "=" + property.value))
                .contains("connectTimeout=10", "socketTimeout=60", "tcpKeepAlive=true");
    }
}
