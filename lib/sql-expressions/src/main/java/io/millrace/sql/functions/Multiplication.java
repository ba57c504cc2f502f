package io.millrace.sql.functions;

import io.millrace.sql.evaluation.Evaluator;

/** {@code a * b}; longs wrap. */
final class Multiplication {
    private Multiplication() {}

    static Evaluator ofLongs(Arguments arguments) {
        return new LongBinary(arguments) {
            @Override
            void compute(long[] lefts, long[] rights, long[] results, int count) {
                for (int i = 0; i < count; i++) {
                    results[i] = lefts[i] * rights[i];
                }
            }
        };
    }

    static Evaluator ofDoubles(Arguments arguments) {
        return new DoubleBinary(arguments) {
            @Override
            void compute(double[] lefts, double[] rights, double[] results, int count) {
                for (int i = 0; i < count; i++) {
                    results[i] = lefts[i] * rights[i];
                }
            }
        };
    }
}
