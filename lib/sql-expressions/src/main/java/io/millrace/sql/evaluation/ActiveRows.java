package io.millrace.sql.evaluation;

import io.millrace.sql.RowProblems;
import java.util.Arrays;

/**
 * The rows of a batch whose values are wanted. Evaluators may compute the others as well, if that is cheaper; but only
 * active rows can have problems. Reused from batch to batch.
 */
public final class ActiveRows {
    private int count;
    private boolean all = true;
    private boolean[] active = new boolean[0];
    private RowProblems problems = new RowProblems();

    /** Makes all rows of a batch active. */
    public void activateAll(int rows, RowProblems rowProblems) {
        count = rows;
        all = true;
        problems = rowProblems;
    }

    /** Makes the same rows active as in {@code rows}, to be narrowed down by {@link #deactivate}. */
    public void narrow(ActiveRows rows) {
        count = rows.count;
        problems = rows.problems;
        all = false;
        if (active.length < count) {
            active = new boolean[count];
        }
        if (rows.all) {
            Arrays.fill(active, 0, count, true);
        } else {
            System.arraycopy(rows.active, 0, active, 0, count);
        }
    }

    public void deactivate(int row) {
        active[row] = false;
    }

    /** The number of rows in the batch, active or not. */
    public int count() {
        return count;
    }

    public boolean isActive(int row) {
        return all || active[row];
    }

    /** Whether there is anything to compute at all. */
    public boolean any() {
        if (all) {
            return count > 0;
        }
        for (int row = 0; row < count; row++) {
            if (active[row]) {
                return true;
            }
        }
        return false;
    }

    /** Some value of the row was bad and became null. Ignored for a row that is not active. */
    public void warn(int row) {
        if (isActive(row)) {
            problems.warn(row);
        }
    }

    /** Passes on the problems of active rows. */
    void report(RowProblems found) {
        if (!found.any()) {
            return;
        }
        for (int row = 0; row < count; row++) {
            if (found.hasWarning(row)) {
                warn(row);
            }
            String error = found.error(row);
            if (error != null && isActive(row)) {
                problems.fail(row, error);
            }
        }
    }
}
