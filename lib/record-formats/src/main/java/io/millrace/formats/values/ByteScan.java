package io.millrace.formats.values;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks at eight bytes at a time. A <em>mark</em> is the highest bit of a byte within a word; of several marks only the
 * lowest is sure to be right, which is the one that {@link #first} finds.
 */
public final class ByteScan {
    /** How many bytes behind the last one a scanned array must have, because words are read across the end. */
    public static final int SLACK = 16;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private ByteScan() {}

    /** The eight bytes from an index, the first one lowest. */
    public static long word(byte[] bytes, int index) {
        return (long) WORD.get(bytes, index);
    }

    /** A word of eight equal bytes. */
    public static long repeat(int value) {
        return (value & 0xff) * ONES;
    }

    /** Marks the bytes that equal those of a {@link #repeat repeated} byte. */
    public static long equal(long word, long repeated) {
        long difference = word ^ repeated;
        return (difference - ONES) & ~difference & HIGH_BITS;
    }

    /** Marks the bytes below a repeated one, which must not be above 0x80. */
    public static long below(long word, long repeated) {
        return (word - repeated) & ~word & HIGH_BITS;
    }

    /** Marks the bytes that are not ASCII, all of them rightly. */
    public static long notAscii(long word) {
        return word & HIGH_BITS;
    }

    /** Which byte of a word the lowest mark is on; 8 without any. */
    public static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** The index of the first such byte, or {@code limit}. The array must have {@link #SLACK} behind the limit. */
    public static int indexOf(byte[] bytes, int from, int limit, long repeated) {
        for (int i = from; i < limit; i += Long.BYTES) {
            long marks = equal(word(bytes, i), repeated);
            if (marks != 0) {
                return Math.min(limit, i + first(marks));
            }
        }
        return limit;
    }

    /** Whether a byte is a space or a tab, or the carriage return that some lines end with. */
    public static boolean isBlank(byte value) {
        return value == ' ' || value == '\t' || value == '\r';
    }
}
