package io.millrace.formats.json;

import io.millrace.columns.RowSchema;
import io.millrace.formats.values.ByteScan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Finds the column of a field name by its bytes, in a hash table that is never more than a quarter full. */
final class FieldNames {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Name[] table;
    private final int shift;

    FieldNames(RowSchema schema) {
        int bits = 33 - Integer.numberOfLeadingZeros(Math.max(1, schema.size() * 2));
        table = new Name[1 << bits];
        shift = Long.SIZE - bits;
        for (int column = 0; column < schema.size(); column++) {
            put(Name.of(schema.field(column).name(), column));
        }
    }

    private void put(Name name) {
        int slot = slot(name.first, name.last, name.length);
        while (table[slot] != null) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = name;
    }

    /** The column of a name, or -1. The array must have {@link ByteScan#SLACK} behind it. */
    int find(byte[] bytes, int from, int length) {
        long first = firstWord(bytes, from, length);
        long last = lastWord(bytes, from, length);
        int slot = slot(first, last, length);
        while (true) {
            Name candidate = table[slot];
            if (candidate == null) {
                return -1;
            }
            if (candidate.first == first
                    && candidate.last == last
                    && candidate.length == length
                    && candidate.hasMiddle(bytes, from)) {
                return candidate.column;
            }
            slot = slot + 1 & table.length - 1;
        }
    }

    private int slot(long first, long last, int length) {
        return (int) ((first ^ Long.rotateLeft(last, 29) ^ length) * MIX >>> shift);
    }

    private static long firstWord(byte[] bytes, int from, int length) {
        long word = ByteScan.word(bytes, from);
        return length >= Long.BYTES ? word : word & (1L << length * Byte.SIZE) - 1;
    }

    private static long lastWord(byte[] bytes, int from, int length) {
        return length > Long.BYTES ? ByteScan.word(bytes, from + length - Long.BYTES) : 0;
    }

    /** What lies between the first and the last word is compared byte by byte; most names have nothing there. */
    private static final class Name {
        private final byte[] bytes;
        private final int length;
        private final long first;
        private final long last;
        private final int column;

        private Name(byte[] bytes, int length, int column) {
            this.bytes = bytes;
            this.length = length;
            this.first = firstWord(bytes, 0, length);
            this.last = lastWord(bytes, 0, length);
            this.column = column;
        }

        static Name of(String name, int column) {
            byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
            return new Name(Arrays.copyOf(bytes, bytes.length + ByteScan.SLACK), bytes.length, column);
        }

        boolean hasMiddle(byte[] other, int from) {
            return length <= 2 * Long.BYTES || Arrays.equals(bytes, 0, length, other, from, from + length);
        }
    }
}
