package io.millrace.pipeline;

import io.millrace.columns.Vector;

/** One column of the groups. */
interface GroupColumn {
    /** Replaces what the target holds by the values of the groups from one on. */
    void copy(int from, int count, Vector target);

    long memoryBytes();
}
