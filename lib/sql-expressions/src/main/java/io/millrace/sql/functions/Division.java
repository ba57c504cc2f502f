package io.millrace.sql.functions;

import io.millrace.sql.evaluation.Evaluator;

/** {@code a / b}: of longs the quotient without its fraction, of doubles as IEEE 754 has it. */
final class Division {
    private Division() {}

    static Evaluator ofLongs(Arguments arguments) {
        return new Quotient(arguments, true);
    }

    static Evaluator ofDoubles(Arguments arguments) {
        return new DoubleBinary(arguments) {
            @Override
            void compute(double[] lefts, double[] rights, double[] results, int count) {
                for (int i = 0; i < count; i++) {
                    results[i] = lefts[i] / rights[i];
                }
            }
        };
    }

    static final class Quotient extends DivisionOfLongs {
        Quotient(Arguments arguments, boolean warns) {
            super(arguments, warns);
        }

        @Override
        long compute(long dividend, long divisor) {
            return dividend / divisor;
        }
    }
}
