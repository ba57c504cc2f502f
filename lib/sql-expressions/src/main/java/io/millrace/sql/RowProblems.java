package io.millrace.sql;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What went wrong in single rows of a batch while it was computed. Reused from batch to batch. */
public final class RowProblems {
    private boolean[] warnings = new boolean[0];
    private @Nullable String[] errors = new String[0];
    private boolean any;

    /** Forgets everything and makes room for so many rows. */
    public void reset(int rows) {
        if (warnings.length < rows) {
            warnings = new boolean[rows];
            errors = new String[rows];
        } else if (any) {
            Arrays.fill(warnings, false);
            Arrays.fill(errors, null);
        }
        any = false;
    }

    /** Some value of the row was bad and became null: a division by zero, for instance. */
    public void warn(int row) {
        warnings[row] = true;
        any = true;
    }

    /** The row cannot be kept. The first error stays. */
    public void fail(int row, String message) {
        if (errors[row] == null) {
            errors[row] = message;
        }
        any = true;
    }

    public boolean any() {
        return any;
    }

    public boolean hasWarning(int row) {
        return warnings[row];
    }

    public @Nullable String error(int row) {
        return errors[row];
    }
}
