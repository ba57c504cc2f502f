package io.millrace.sql.functions;

import io.millrace.sql.evaluation.Evaluator;

/** {@code MOD(a, b)} and {@code a % b}: the remainder with the sign of the dividend. */
final class Remainder {
    private Remainder() {}

    static Evaluator ofLongs(Arguments arguments) {
        return new DivisionOfLongs(arguments, true) {
            @Override
            long compute(long dividend, long divisor) {
                return dividend % divisor;
            }
        };
    }

    static Evaluator ofDoubles(Arguments arguments) {
        return new DoubleBinary(arguments) {
            @Override
            void compute(double[] lefts, double[] rights, double[] results, int count) {
                for (int i = 0; i < count; i++) {
                    results[i] = lefts[i] % rights[i];
                }
            }
        };
    }
}
