package io.millrace.sql.functions;

import io.millrace.sql.evaluation.Evaluator;

/** {@code ABS(a)}; the smallest long stays as it is. */
final class AbsoluteValue {
    private AbsoluteValue() {}

    static Evaluator ofLongs(Arguments arguments) {
        return new LongUnary(arguments.get(0)) {
            @Override
            void compute(long[] operands, long[] results, int count) {
                for (int i = 0; i < count; i++) {
                    results[i] = Math.abs(operands[i]);
                }
            }
        };
    }

    static Evaluator ofDoubles(Arguments arguments) {
        return new DoubleUnary(arguments.get(0)) {
            @Override
            void compute(double[] operands, double[] results, int count) {
                for (int i = 0; i < count; i++) {
                    results[i] = Math.abs(operands[i]);
                }
            }
        };
    }
}
