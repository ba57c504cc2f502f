package io.millrace.tables;

import io.millrace.columns.BytesVector;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One column's values as small numbers in the same order; null is 0.
 *
 * @param ranks by row
 * @param bits that are enough for every rank
 */
record ValueRanks(long[] ranks, int bits) {
    /** Columns to sort by have few values as a rule; the ranks of many would cost more than they save. */
    private static final int MAX_DISTINCT = 1 << 15;

    /** The ranks of a column, or null if they would be no help: many different strings, numbers far apart. */
    static @Nullable ValueRanks of(Vector column, int rows) {
        if (column instanceof LongVector longs) {
            return ofNumbers(longs, longs.values(), rows);
        }
        if (column instanceof DoubleVector doubles) {
            return ofNumbers(doubles, sortable(doubles, rows), rows);
        }
        return ofStrings((BytesVector) column, rows);
    }

    /** A double's bits as a number in the order of doubles: NaN last, -0.0 before 0.0. */
    static long sortable(double value) {
        long bits = Double.doubleToLongBits(value);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    private static long[] sortable(DoubleVector doubles, int rows) {
        long[] numbers = new long[rows];
        for (int row = 0; row < rows; row++) {
            numbers[row] = sortable(doubles.get(row));
        }
        return numbers;
    }

    private static @Nullable ValueRanks ofNumbers(Vector column, long[] values, int rows) {
        long lowest = Long.MAX_VALUE;
        long highest = Long.MIN_VALUE;
        for (int row = 0; row < rows; row++) {
            if (!column.isNull(row)) {
                lowest = Math.min(lowest, values[row]);
                highest = Math.max(highest, values[row]);
            }
        }
        long range = highest < lowest ? 0 : highest - lowest;
        if (range < 0 || range > Long.MAX_VALUE >> 2) {
            return null;
        }
        long[] ranks = new long[rows];
        for (int row = 0; row < rows; row++) {
            ranks[row] = column.isNull(row) ? 0 : values[row] - lowest + 1;
        }
        return new ValueRanks(ranks, Long.SIZE - Long.numberOfLeadingZeros(range + 1));
    }

    private static @Nullable ValueRanks ofStrings(BytesVector strings, int rows) {
        int[] slots = new int[MAX_DISTINCT * 4];
        int[] firstRows = new int[MAX_DISTINCT];
        int[] numbers = new int[rows];
        int distinct = 0;
        for (int row = 0; row < rows; row++) {
            if (strings.isNull(row)) {
                continue;
            }
            int slot = hash(strings, row) & (slots.length - 1);
            while (slots[slot] != 0 && compare(strings, firstRows[slots[slot] - 1], row) != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            if (slots[slot] == 0) {
                if (distinct == MAX_DISTINCT) {
                    return null;
                }
                firstRows[distinct++] = row;
                slots[slot] = distinct;
            }
            numbers[row] = slots[slot];
        }
        int[] rankOfNumber = ranked(strings, firstRows, distinct);
        long[] ranks = new long[rows];
        for (int row = 0; row < rows; row++) {
            ranks[row] = rankOfNumber[numbers[row]];
        }
        return new ValueRanks(ranks, Integer.SIZE - Integer.numberOfLeadingZeros(distinct));
    }

    /** The rank of each number that was given out to a string; 0, for null, stays 0. */
    private static int[] ranked(BytesVector strings, int[] firstRows, int distinct) {
        Integer[] byValue = new Integer[distinct];
        Arrays.setAll(byValue, index -> index);
        Arrays.sort(byValue, (left, right) -> compare(strings, firstRows[left], firstRows[right]));
        int[] ranks = new int[distinct + 1];
        for (int i = 0; i < distinct; i++) {
            ranks[byValue[i] + 1] = i + 1;
        }
        return ranks;
    }

    static int compare(BytesVector strings, int left, int right) {
        byte[] data = strings.data();
        int leftStart = strings.offset(left);
        int rightStart = strings.offset(right);
        return Arrays.compareUnsigned(
                data,
                leftStart,
                leftStart + strings.length(left),
                data,
                rightStart,
                rightStart + strings.length(right));
    }

    private static int hash(BytesVector strings, int row) {
        byte[] data = strings.data();
        int start = strings.offset(row);
        int end = start + strings.length(row);
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + data[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }
}
