package io.millrace.pipeline;

import io.millrace.columns.LongVector;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** Which rows of a batch stay, in order. Reused from batch to batch. */
final class RowSelection {
    private int[] rows = new int[0];
    private int count;
    private boolean all;

    /** Every row of so many. */
    void all(int total) {
        ensureCapacity(total);
        for (int row = 0; row < total; row++) {
            rows[row] = row;
        }
        count = total;
        all = true;
    }

    /** The rows where a boolean is TRUE. */
    void where(LongVector verdicts, int total) {
        ensureCapacity(total);
        long[] values = verdicts.values();
        boolean nulls = verdicts.hasNulls();
        int kept = 0;
        for (int row = 0; row < total; row++) {
            rows[kept] = row;
            kept += values[row] != 0 && !(nulls && verdicts.isNull(row)) ? 1 : 0;
        }
        count = kept;
        all = kept == total;
    }

    void removeIf(IntPredicate predicate) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!predicate.test(rows[i])) {
                rows[kept++] = rows[i];
            }
        }
        all &= kept == count;
        count = kept;
    }

    /** Begins to select row by row. */
    void start() {
        count = 0;
    }

    void add(int row) {
        ensureCapacity(count + 1);
        rows[count++] = row;
    }

    /** Ends a selection row by row, among so many. */
    void end(int total) {
        all = count == total;
    }

    int count() {
        return count;
    }

    /** Whether there is nothing to leave out. */
    boolean isAll() {
        return all;
    }

    int row(int index) {
        return rows[index];
    }

    /** The rows, valid up to {@link #count}. */
    int[] rows() {
        return rows;
    }

    private void ensureCapacity(int wanted) {
        if (wanted > rows.length) {
            rows = Arrays.copyOf(rows, Math.max(wanted, rows.length * 2));
        }
    }
}
