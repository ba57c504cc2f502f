package io.millrace.pipeline;

import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.MeasureMerge;
import java.util.Arrays;

/** A measure of the groups. A null state is that of no rows at all: merging it changes nothing. */
abstract sealed class StateColumn implements GroupColumn {
    /** Whether any state has been merged into a group. */
    private boolean[] present = new boolean[0];

    static StateColumn of(Vector empty, MeasureMerge merge) {
        if (empty instanceof LongVector) {
            return new Longs(merge);
        }
        if (empty instanceof DoubleVector) {
            return new Doubles(merge);
        }
        throw new IllegalArgumentException("States of this type cannot be merged by " + merge);
    }

    /** Merges the states of rows into those of their groups, of which there are so many by now. */
    final void merge(Vector values, int[] groupOf, int rows, int groups) {
        if (groups > present.length) {
            int capacity = Math.max(groups, present.length * 2);
            present = Arrays.copyOf(present, capacity);
            grow(capacity);
        }
        if (values.hasNulls()) {
            mergeNotNull(values, groupOf, rows);
        } else {
            markPresent(groupOf, rows);
            mergeAll(values, groupOf, rows);
        }
    }

    private void markPresent(int[] groupOf, int rows) {
        boolean[] flags = present;
        for (int row = 0; row < rows; row++) {
            flags[groupOf[row]] = true;
        }
    }

    private void mergeNotNull(Vector values, int[] groupOf, int rows) {
        for (int row = 0; row < rows; row++) {
            if (!values.isNull(row)) {
                present[groupOf[row]] = true;
                mergeOne(values, row, groupOf[row]);
            }
        }
    }

    abstract void grow(int capacity);

    abstract void mergeAll(Vector values, int[] groupOf, int rows);

    abstract void mergeOne(Vector values, int row, int group);

    final boolean isPresent(int group) {
        return present[group];
    }

    @Override
    public final long memoryBytes() {
        return (1L + Long.BYTES) * present.length;
    }

    private static final class Longs extends StateColumn {
        private final MeasureMerge merge;
        private final long identity;
        private long[] states = new long[0];

        Longs(MeasureMerge merge) {
            this.merge = merge;
            this.identity = switch (merge) {
                case SUM -> 0;
                case MIN -> Long.MAX_VALUE;
                case MAX -> Long.MIN_VALUE;
            };
        }

        @Override
        void grow(int capacity) {
            int before = states.length;
            states = Arrays.copyOf(states, capacity);
            Arrays.fill(states, before, capacity, identity);
        }

        @Override
        void mergeAll(Vector values, int[] groupOf, int rows) {
            long[] from = ((LongVector) values).values();
            long[] to = states;
            switch (merge) {
                case SUM -> {
                    for (int row = 0; row < rows; row++) {
                        to[groupOf[row]] += from[row];
                    }
                }
                case MIN -> {
                    for (int row = 0; row < rows; row++) {
                        int group = groupOf[row];
                        to[group] = Math.min(to[group], from[row]);
                    }
                }
                case MAX -> {
                    for (int row = 0; row < rows; row++) {
                        int group = groupOf[row];
                        to[group] = Math.max(to[group], from[row]);
                    }
                }
            }
        }

        @Override
        void mergeOne(Vector values, int row, int group) {
            long value = ((LongVector) values).get(row);
            states[group] = switch (merge) {
                case SUM -> states[group] + value;
                case MIN -> Math.min(states[group], value);
                case MAX -> Math.max(states[group], value);
            };
        }

        @Override
        public void copy(int from, int count, Vector target) {
            LongVector longs = (LongVector) target;
            longs.resize(count);
            System.arraycopy(states, from, longs.values(), 0, count);
            for (int i = 0; i < count; i++) {
                if (!isPresent(from + i)) {
                    longs.setNull(i);
                }
            }
        }
    }

    private static final class Doubles extends StateColumn {
        private final MeasureMerge merge;
        private final double identity;
        private double[] states = new double[0];

        Doubles(MeasureMerge merge) {
            this.merge = merge;
            this.identity = switch (merge) {
                case SUM -> 0;
                case MIN -> Double.POSITIVE_INFINITY;
                case MAX -> Double.NEGATIVE_INFINITY;
            };
        }

        @Override
        void grow(int capacity) {
            int before = states.length;
            states = Arrays.copyOf(states, capacity);
            Arrays.fill(states, before, capacity, identity);
        }

        @Override
        void mergeAll(Vector values, int[] groupOf, int rows) {
            double[] from = ((DoubleVector) values).values();
            double[] to = states;
            switch (merge) {
                case SUM -> {
                    for (int row = 0; row < rows; row++) {
                        to[groupOf[row]] += from[row];
                    }
                }
                case MIN -> {
                    for (int row = 0; row < rows; row++) {
                        int group = groupOf[row];
                        to[group] = Math.min(to[group], from[row]);
                    }
                }
                case MAX -> {
                    for (int row = 0; row < rows; row++) {
                        int group = groupOf[row];
                        to[group] = Math.max(to[group], from[row]);
                    }
                }
            }
        }

        @Override
        void mergeOne(Vector values, int row, int group) {
            double value = ((DoubleVector) values).get(row);
            states[group] = switch (merge) {
                case SUM -> states[group] + value;
                case MIN -> Math.min(states[group], value);
                case MAX -> Math.max(states[group], value);
            };
        }

        @Override
        public void copy(int from, int count, Vector target) {
            DoubleVector doubles = (DoubleVector) target;
            doubles.resize(count);
            System.arraycopy(states, from, doubles.values(), 0, count);
            for (int i = 0; i < count; i++) {
                if (!isPresent(from + i)) {
                    doubles.setNull(i);
                }
            }
        }
    }
}
