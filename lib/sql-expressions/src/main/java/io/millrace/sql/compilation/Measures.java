package io.millrace.sql.compilation;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.model.DataType;
import io.millrace.sql.CompiledExpression;
import io.millrace.sql.CompiledMeasure;
import io.millrace.sql.MeasureMerge;
import io.millrace.sql.RowProblems;
import io.millrace.sql.tree.Measure;
import io.millrace.sql.tree.Node;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Makes aggregates ready to run. */
public final class Measures {
    private Measures() {}

    public static CompiledMeasure compile(Measure measure, Instant currentTimestamp) {
        Optional<CompiledExpression> argument = measure.argument().map(node -> scalar(node, currentTimestamp));
        return switch (measure.function()) {
            case COUNT -> argument.<CompiledMeasure>map(CountOfValues::new).orElseGet(CountOfRows::new);
            case SUM -> new OfValues(argument.orElseThrow(), MeasureMerge.SUM);
            case MIN -> new OfValues(argument.orElseThrow(), MeasureMerge.MIN);
            case MAX -> new OfValues(argument.orElseThrow(), MeasureMerge.MAX);
        };
    }

    private static CompiledExpression scalar(Node node, Instant currentTimestamp) {
        return CompiledScalar.of(node, currentTimestamp);
    }

    /** {@code COUNT(*)}: each row counts 1. */
    private static final class CountOfRows implements CompiledMeasure {
        private final LongVector ones = new LongVector();

        @Override
        public DataType columnType() {
            return DataType.LONG;
        }

        @Override
        public MeasureMerge merge() {
            return MeasureMerge.SUM;
        }

        @Override
        public Vector initialStates(ColumnBatch input, RowProblems problems) {
            ones.resize(input.rows());
            Arrays.fill(ones.values(), 0, input.rows(), 1);
            return ones;
        }
    }

    /** {@code COUNT(x)}: each row counts 1 unless x is null there. */
    private static final class CountOfValues implements CompiledMeasure {
        private final CompiledExpression argument;
        private final LongVector counts = new LongVector();

        CountOfValues(CompiledExpression argument) {
            this.argument = argument;
        }

        @Override
        public DataType columnType() {
            return DataType.LONG;
        }

        @Override
        public MeasureMerge merge() {
            return MeasureMerge.SUM;
        }

        @Override
        public Vector initialStates(ColumnBatch input, RowProblems problems) {
            Vector values = argument.evaluate(input, problems);
            counts.resize(input.rows());
            long[] states = counts.values();
            for (int row = 0; row < input.rows(); row++) {
                states[row] = values.isNull(row) ? 0 : 1;
            }
            return counts;
        }
    }

    /** Aggregates whose state is a value of their argument: a row's state is its value. */
    private static final class OfValues implements CompiledMeasure {
        private final CompiledExpression argument;
        private final MeasureMerge merge;

        OfValues(CompiledExpression argument, MeasureMerge merge) {
            this.argument = argument;
            this.merge = merge;
        }

        @Override
        public DataType columnType() {
            return argument.type().columnType();
        }

        @Override
        public MeasureMerge merge() {
            return merge;
        }

        @Override
        public Vector initialStates(ColumnBatch input, RowProblems problems) {
            return argument.evaluate(input, problems);
        }
    }
}
