package io.millrace.sql.functions;

import io.millrace.sql.evaluation.Evaluator;

/** {@code FLOOR(a)} of a double; a long is its own floor. */
final class Floor {
    private Floor() {}

    static Evaluator ofDoubles(Arguments arguments) {
        return new DoubleUnary(arguments.get(0)) {
            @Override
            void compute(double[] operands, double[] results, int count) {
                for (int i = 0; i < count; i++) {
                    results[i] = Math.floor(operands[i]);
                }
            }
        };
    }
}
