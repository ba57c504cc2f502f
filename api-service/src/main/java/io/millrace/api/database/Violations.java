package io.millrace.api.database;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** Tells what PostgreSQL refused. */
public final class Violations {
    private static final String UNIQUE_VIOLATION = "23505";

    /** A text with a character that PostgreSQL's texts cannot have: U+0000. */
    private static final String CHARACTER_NOT_IN_REPERTOIRE = "22021";

    private Violations() {}

    /** Whether a row with the same unique key was there already. */
    public static boolean isDuplicate(JdbiException failure) {
        return UNIQUE_VIOLATION.equals(stateOf(failure));
    }

    /** Whether a text had a character that no text in the database can have. */
    public static boolean isUnstorableCharacter(JdbiException failure) {
        return CHARACTER_NOT_IN_REPERTOIRE.equals(stateOf(failure));
    }

    /** Whether the values themselves were refused, so that trying again cannot help. */
    public static boolean isOfValues(JdbiException failure) {
        String state = stateOf(failure);
        return state.startsWith("22") || state.startsWith("23");
    }

    private static String stateOf(JdbiException failure) {
        return failure.getCause() instanceof SQLException cause ? String.valueOf(cause.getSQLState()) : "";
    }
}
