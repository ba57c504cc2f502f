package io.millrace.pipeline;

import io.millrace.columns.Vector;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** 64-bit hashes of keys of several columns, mixed in one after the other. */
final class Hashing {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long FIRST_FACTOR = 0x9E3779B97F4A7C15L;
    private static final long SECOND_FACTOR = 0xD1B54A32D192ED03L;

    private Hashing() {}

    static long mix(long hash, long value) {
        long x = (hash ^ value) * FIRST_FACTOR;
        x = (x ^ (x >>> 32)) * SECOND_FACTOR;
        return x ^ (x >>> 29);
    }

    /** Eight bytes at a time; the last eight may overlap those before. */
    static long mixBytes(long hash, byte[] data, int offset, int length) {
        long seeded = hash ^ (length * SECOND_FACTOR);
        if (length < 8) {
            return mix(seeded, few(data, offset, length));
        }
        int last = offset + length - 8;
        for (int at = offset; at < last; at += 8) {
            seeded = mix(seeded, (long) LONGS.get(data, at));
        }
        return mix(seeded, (long) LONGS.get(data, last));
    }

    /** At most seven bytes as a number; different for different bytes of one length. */
    private static long few(byte[] data, int offset, int length) {
        if (length >= 4) {
            long low = (int) INTS.get(data, offset) & 0xFFFF_FFFFL;
            long high = (int) INTS.get(data, offset + length - 4) & 0xFFFF_FFFFL;
            return low | high << 32;
        }
        long value = 0;
        for (int at = offset; at < offset + length; at++) {
            value = value << 8 | (data[at] & 0xFF);
        }
        return value;
    }

    /** So that a null does not hash like the 0 or the empty text in its place. */
    static void mixNulls(Vector values, int rows, long[] hashes) {
        if (values.hasNulls()) {
            for (int row = 0; row < rows; row++) {
                if (values.isNull(row)) {
                    hashes[row] = mix(hashes[row], FIRST_FACTOR);
                }
            }
        }
    }
}
