package io.millrace.tables;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows by some of their columns, ascending, nulls first, as Iceberg orders values: strings by their UTF-8 bytes,
 * NaN last. Rows that are equal stay in the order they came in.
 *
 * <p>As many of the first columns as fit are packed into one number for each row, as {@link ValueRanks}. If all of them
 * fit, together with the row itself, sorting is sorting numbers; else the numbers decide first, and the values of the
 * other columns where they are equal.
 */
final class RowOrder {
    private static final int INSERTION_SORT_ROWS = 8;
    private static final int KEY_BITS = 63;

    private final long[] keys;
    private final Vector[] others;

    private RowOrder(long[] keys, Vector[] others) {
        this.keys = keys;
        this.others = others;
    }

    static int[] sorted(ColumnBatch rows, int[] sortColumns) {
        int count = rows.rows();
        long[] keys = new long[count];
        int bits = 0;
        int packed = 0;
        while (packed < sortColumns.length) {
            @Nullable ValueRanks ranks = ValueRanks.of(rows.vector(sortColumns[packed]), count);
            if (ranks == null || bits + ranks.bits() > KEY_BITS) {
                break;
            }
            for (int row = 0; row < count; row++) {
                keys[row] = keys[row] << ranks.bits() | ranks.ranks()[row];
            }
            bits += ranks.bits();
            packed++;
        }
        int rowBits = Integer.SIZE - Integer.numberOfLeadingZeros(count);
        if (packed == sortColumns.length && bits + rowBits <= KEY_BITS) {
            return sortedByKey(keys, rowBits);
        }
        Vector[] others = Arrays.stream(sortColumns, packed, sortColumns.length)
                .mapToObj(rows::vector)
                .toArray(Vector[]::new);
        return new RowOrder(keys, others).sorted(count);
    }

    private static int[] sortedByKey(long[] keys, int rowBits) {
        int[] order = new int[keys.length];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = keys[row] << rowBits | row;
        }
        Arrays.sort(keys);
        long mask = (1L << rowBits) - 1;
        for (int i = 0; i < keys.length; i++) {
            order[i] = (int) (keys[i] & mask);
        }
        return order;
    }

    private int[] sorted(int rows) {
        int[] order = new int[rows];
        Arrays.setAll(order, row -> row);
        sort(order.clone(), order, 0, rows);
        return order;
    }

    /** Merge sort of {@code target}; both arrays hold the same rows in this range. */
    private void sort(int[] source, int[] target, int from, int to) {
        if (to - from <= INSERTION_SORT_ROWS) {
            insertionSort(target, from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(target, source, from, middle);
        sort(target, source, middle, to);
        if (compare(source[middle - 1], source[middle]) <= 0) {
            System.arraycopy(source, from, target, from, to - from);
            return;
        }
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft = right >= to || (left < middle && compare(source[left], source[right]) <= 0);
            target[i] = takeLeft ? source[left++] : source[right++];
        }
    }

    private void insertionSort(int[] rows, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int row = rows[i];
            int place = i;
            while (place > from && compare(rows[place - 1], row) > 0) {
                rows[place] = rows[place - 1];
                place--;
            }
            rows[place] = row;
        }
    }

    private int compare(int left, int right) {
        if (keys[left] != keys[right]) {
            return keys[left] < keys[right] ? -1 : 1;
        }
        for (Vector column : others) {
            int difference = compare(column, left, right);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int compare(Vector column, int left, int right) {
        boolean leftNull = column.isNull(left);
        boolean rightNull = column.isNull(right);
        if (leftNull || rightNull) {
            return Boolean.compare(rightNull, leftNull);
        }
        if (column instanceof LongVector longs) {
            return Long.compare(longs.get(left), longs.get(right));
        }
        if (column instanceof DoubleVector doubles) {
            return Double.compare(doubles.get(left), doubles.get(right));
        }
        return ValueRanks.compare((BytesVector) column, left, right);
    }
}
