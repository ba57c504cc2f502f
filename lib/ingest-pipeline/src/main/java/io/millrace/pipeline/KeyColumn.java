package io.millrace.pipeline;

import io.millrace.columns.BytesVector;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import java.util.Arrays;

/** A dimension of the groups. NULL equals NULL only; 0.0 and -0.0 are one key. */
abstract sealed class KeyColumn implements GroupColumn {
    static KeyColumn of(Vector empty) {
        if (empty instanceof LongVector longs) {
            return new Longs(longs);
        }
        if (empty instanceof DoubleVector doubles) {
            return new Doubles(doubles);
        }
        return new Bytes((BytesVector) empty);
    }

    private final Vector keys;

    private KeyColumn(Vector keys) {
        this.keys = keys;
    }

    /** Mixes the values of all rows into the rows' hashes. */
    abstract void hash(Vector values, int rows, long[] hashes);

    /** Takes the values of new groups. */
    abstract void append(Vector values, int[] newcomers, int count);

    /** Marks the rows whose values are not those of their groups; says whether there are any. */
    abstract boolean markDifferences(Vector values, int[] groupOf, int[] rows, int count, boolean[] differs);

    @Override
    public final void copy(int from, int count, Vector target) {
        VectorCopies.range(keys, from, count, target);
    }

    @Override
    public final long memoryBytes() {
        return keys.memoryBytes();
    }

    /** Whether the nulls alone tell that the keys differ, or that they do not. */
    private static boolean nullsDiffer(Vector values, int row, Vector keys, int group) {
        return values.isNull(row) != keys.isNull(group);
    }

    private static final class Longs extends KeyColumn {
        private final LongVector keys;

        Longs(LongVector keys) {
            super(keys);
            this.keys = keys;
        }

        @Override
        void hash(Vector values, int rows, long[] hashes) {
            long[] from = ((LongVector) values).values();
            for (int row = 0; row < rows; row++) {
                hashes[row] = Hashing.mix(hashes[row], from[row]);
            }
            Hashing.mixNulls(values, rows, hashes);
        }

        @Override
        void append(Vector values, int[] newcomers, int count) {
            VectorCopies.append((LongVector) values, newcomers, count, keys);
        }

        @Override
        boolean markDifferences(Vector values, int[] groupOf, int[] rows, int count, boolean[] differs) {
            long[] from = ((LongVector) values).values();
            long[] known = keys.values();
            boolean nulls = values.hasNulls() || keys.hasNulls();
            boolean any = false;
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                int group = groupOf[row];
                if (from[row] != known[group] || (nulls && nullsDiffer(values, row, keys, group))) {
                    differs[row] = true;
                    any = true;
                }
            }
            return any;
        }
    }

    private static final class Doubles extends KeyColumn {
        private final DoubleVector keys;

        Doubles(DoubleVector keys) {
            super(keys);
            this.keys = keys;
        }

        private static long bits(double value) {
            return Double.doubleToLongBits(value + 0.0); // which makes -0.0 positive
        }

        @Override
        void hash(Vector values, int rows, long[] hashes) {
            double[] from = ((DoubleVector) values).values();
            for (int row = 0; row < rows; row++) {
                hashes[row] = Hashing.mix(hashes[row], bits(from[row]));
            }
            Hashing.mixNulls(values, rows, hashes);
        }

        @Override
        void append(Vector values, int[] newcomers, int count) {
            int from = keys.size();
            VectorCopies.append((DoubleVector) values, newcomers, count, keys);
            double[] added = keys.values();
            for (int group = from; group < keys.size(); group++) {
                added[group] += 0.0;
            }
        }

        @Override
        boolean markDifferences(Vector values, int[] groupOf, int[] rows, int count, boolean[] differs) {
            double[] from = ((DoubleVector) values).values();
            double[] known = keys.values();
            boolean nulls = values.hasNulls() || keys.hasNulls();
            boolean any = false;
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                int group = groupOf[row];
                if (bits(from[row]) != bits(known[group]) || (nulls && nullsDiffer(values, row, keys, group))) {
                    differs[row] = true;
                    any = true;
                }
            }
            return any;
        }
    }

    private static final class Bytes extends KeyColumn {
        private final BytesVector keys;

        Bytes(BytesVector keys) {
            super(keys);
            this.keys = keys;
        }

        @Override
        void hash(Vector values, int rows, long[] hashes) {
            BytesVector from = (BytesVector) values;
            byte[] data = from.data();
            for (int row = 0; row < rows; row++) {
                hashes[row] = Hashing.mixBytes(hashes[row], data, from.offset(row), from.length(row));
            }
            Hashing.mixNulls(values, rows, hashes);
        }

        @Override
        void append(Vector values, int[] newcomers, int count) {
            VectorCopies.append((BytesVector) values, newcomers, count, keys);
        }

        @Override
        boolean markDifferences(Vector values, int[] groupOf, int[] rows, int count, boolean[] differs) {
            BytesVector from = (BytesVector) values;
            boolean nulls = values.hasNulls() || keys.hasNulls();
            boolean any = false;
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                int group = groupOf[row];
                if (!sameBytes(from, row, group) || (nulls && nullsDiffer(values, row, keys, group))) {
                    differs[row] = true;
                    any = true;
                }
            }
            return any;
        }

        private boolean sameBytes(BytesVector values, int row, int group) {
            int length = values.length(row);
            if (length != keys.length(group)) {
                return false;
            }
            int start = values.offset(row);
            int keyStart = keys.offset(group);
            return Arrays.equals(values.data(), start, start + length, keys.data(), keyStart, keyStart + length);
        }
    }
}
