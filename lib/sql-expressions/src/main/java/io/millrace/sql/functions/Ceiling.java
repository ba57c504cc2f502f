package io.millrace.sql.functions;

import io.millrace.sql.evaluation.Evaluator;

/** {@code CEIL(a)} of a double; a long is its own ceiling. */
final class Ceiling {
    private Ceiling() {}

    static Evaluator ofDoubles(Arguments arguments) {
        return new DoubleUnary(arguments.get(0)) {
            @Override
            void compute(double[] operands, double[] results, int count) {
                for (int i = 0; i < count; i++) {
                    results[i] = Math.ceil(operands[i]);
                }
            }
        };
    }
}
