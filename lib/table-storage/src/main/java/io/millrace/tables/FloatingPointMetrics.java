package io.millrace.tables;

import io.millrace.columns.DoubleVector;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.types.Type;

/** Counts and bounds of a floating-point column without NaN, which Parquet's statistics cannot express. */
final class FloatingPointMetrics {
    private final ColumnBinding binding;
    private long values;
    private long nulls;
    private long nans;
    private double lower = Double.POSITIVE_INFINITY;
    private double upper = Double.NEGATIVE_INFINITY;

    FloatingPointMetrics(ColumnBinding binding) {
        this.binding = binding;
    }

    void add(DoubleVector vector, int from, int to) {
        values += to - from;
        for (int row = from; row < to; row++) {
            if (vector.isNull(row)) {
                nulls++;
                continue;
            }
            double value = vector.get(row);
            if (Double.isNaN(value)) {
                nans++;
                continue;
            }
            lower = Math.min(lower, value);
            upper = Math.max(upper, value);
        }
    }

    FieldMetrics<?> result() {
        boolean none = values == nulls + nans;
        if (binding.type().typeId() == Type.TypeID.FLOAT) {
            return none
                    ? new FieldMetrics<Float>(binding.fieldId(), values, nulls, nans, null, null)
                    : new FieldMetrics<>(binding.fieldId(), values, nulls, nans, (float) lower, (float) upper);
        }
        return none
                ? new FieldMetrics<Double>(binding.fieldId(), values, nulls, nans, null, null)
                : new FieldMetrics<>(binding.fieldId(), values, nulls, nans, lower, upper);
    }
}
