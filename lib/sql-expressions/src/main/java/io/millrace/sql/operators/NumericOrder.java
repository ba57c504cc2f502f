package io.millrace.sql.operators;

/** Longs and doubles compared by their exact values, which conversion to double would lose. */
final class NumericOrder {
    private NumericOrder() {}

    /** The order of a long and a double that is not NaN. */
    static int compare(long left, double right) {
        double rounded = left;
        if (rounded != right || Math.abs(right) < 0x1p53) {
            return Double.compare(rounded, right + 0.0);
        }
        // The double is an integer as large as the long; only the largest does not fit.
        return right == 0x1p63 ? -1 : Long.compare(left, (long) right);
    }
}
