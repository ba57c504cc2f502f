package io.millrace.tables;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import java.util.Arrays;

/**
 * Sorts rows by some of their columns, ascending, nulls first, as Iceberg orders values: strings by their UTF-8 bytes,
 * NaN last. Rows that are equal stay in the order they came in.
 */
final class RowOrder {
    private static final int INSERTION_SORT_ROWS = 8;

    private final Vector[] columns;
    /** The first column's values, or their beginnings, as numbers in the same order: most comparisons end here. */
    private final long[] keys;

    private RowOrder(ColumnBatch rows, int[] sortColumns) {
        columns = new Vector[sortColumns.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = rows.vector(sortColumns[i]);
        }
        keys = new long[rows.rows()];
        for (int row = 0; row < keys.length; row++) {
            keys[row] = key(columns[0], row);
        }
    }

    /** The rows as they are. */
    static int[] unsorted(int rows) {
        int[] order = new int[rows];
        for (int row = 0; row < rows; row++) {
            order[row] = row;
        }
        return order;
    }

    static int[] sorted(ColumnBatch rows, int[] sortColumns) {
        int[] order = unsorted(rows.rows());
        if (sortColumns.length > 0) {
            new RowOrder(rows, sortColumns).sort(order.clone(), order, 0, order.length);
        }
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
        for (Vector column : columns) {
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
        BytesVector bytes = (BytesVector) column;
        return Arrays.compareUnsigned(
                bytes.data(),
                bytes.offset(left),
                bytes.offset(left) + bytes.length(left),
                bytes.data(),
                bytes.offset(right),
                bytes.offset(right) + bytes.length(right));
    }

    /** Never in another order than the values; equal for values that it cannot tell apart. */
    private static long key(Vector column, int row) {
        if (column.isNull(row)) {
            return Long.MIN_VALUE;
        }
        if (column instanceof LongVector longs) {
            return longs.get(row);
        }
        if (column instanceof DoubleVector doubles) {
            long bits = Double.doubleToLongBits(doubles.get(row));
            return bits ^ ((bits >> 63) & Long.MAX_VALUE);
        }
        return beginning((BytesVector) column, row);
    }

    /** The first eight bytes as an unsigned number, moved into the range of signed ones. */
    private static long beginning(BytesVector bytes, int row) {
        int offset = bytes.offset(row);
        int length = Math.min(Long.BYTES, bytes.length(row));
        long key = 0;
        for (int i = 0; i < length; i++) {
            key |= (bytes.data()[offset + i] & 0xFFL) << (56 - 8 * i);
        }
        return key ^ Long.MIN_VALUE;
    }
}
