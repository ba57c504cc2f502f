package io.millrace.sql.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Changes the case of ASCII letters, eight bytes at a time. */
final class AsciiCase {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;

    private AsciiCase() {}

    /** Copies a text in small letters; false if it is not all ASCII, and then what was copied is of no use. */
    static boolean copyLower(byte[] source, int from, int length, byte[] target, int to) {
        return copy(source, from, length, target, to, 'A', 'Z');
    }

    /** As {@link #copyLower}, in capital letters. */
    static boolean copyUpper(byte[] source, int from, int length, byte[] target, int to) {
        return copy(source, from, length, target, to, 'a', 'z');
    }

    private static boolean copy(byte[] source, int from, int length, byte[] target, int to, char first, char last) {
        int i = 0;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            long eight = (long) EIGHT_BYTES.get(source, from + i);
            if ((eight & HIGH_BITS) != 0) {
                return false;
            }
            EIGHT_BYTES.set(target, to + i, eight ^ caseBits(eight, first, last));
        }
        for (; i < length; i++) {
            byte each = source[from + i];
            if (each < 0) {
                return false;
            }
            target[to + i] = each >= first && each <= last ? (byte) (each ^ 0x20) : each;
        }
        return true;
    }

    /** Bit 5 of every byte that is a letter between first and last: the bit in which small and capital letters differ. */
    private static long caseBits(long eight, char first, char last) {
        long atLeastFirst = eight + (0x80 - first) * ONES;
        long beyondLast = eight + (0x7f - last) * ONES;
        return ((atLeastFirst ^ beyondLast) & HIGH_BITS) >>> 2;
    }
}
