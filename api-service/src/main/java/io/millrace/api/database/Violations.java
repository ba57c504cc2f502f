package io.millrace.api.database;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** Tells what PostgreSQL refused. */
public final class Violations {
    private static final String UNIQUE_VIOLATION = "23505";

    private Violations() {}

    /** Whether a row with the same unique key was there already. */
    public static boolean isDuplicate(JdbiException failure) {
        return failure.getCause() instanceof SQLException cause && UNIQUE_VIOLATION.equals(cause.getSQLState());
    }
}
