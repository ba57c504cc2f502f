package io.millrace.api.database;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** Makes the one {@link Jdbi} over the service's data source. It connects when it is first used. */
public class ControlDatabase {
    @Produces
    @Singleton
    Jdbi jdbi(DataSource dataSource) {
        return Jdbi.create(dataSource).registerArrayType(String.class, "text");
    }
}
