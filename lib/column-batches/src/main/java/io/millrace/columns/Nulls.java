package io.millrace.columns;

import java.util.Arrays;

/** Which values of a vector are null. Costs nothing until the first null. */
final class Nulls {
    private static final boolean[] NONE = {};

    private boolean[] flags = NONE;
    private boolean any;

    boolean any() {
        return any;
    }

    boolean get(int row) {
        return any && row < flags.length && flags[row];
    }

    void set(int row) {
        if (row >= flags.length) {
            flags = Arrays.copyOf(flags, Math.max(1024, Math.max(row + 1, flags.length * 2)));
        }
        flags[row] = true;
        any = true;
    }

    void clear() {
        if (any) {
            Arrays.fill(flags, false);
            any = false;
        }
    }

    /** Forgets rows from {@code size} on. */
    void truncate(int size) {
        if (any && size < flags.length) {
            Arrays.fill(flags, size, flags.length, false);
        }
    }
}
