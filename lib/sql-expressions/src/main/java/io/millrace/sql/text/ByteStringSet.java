package io.millrace.sql.text;

import java.util.Arrays;
import java.util.List;

/** A fixed set of texts in UTF-8, asked with a stretch of a larger array. */
public final class ByteStringSet {
    /** Free slots are null. */
    private final byte[][] slots;

    private final int mask;

    public ByteStringSet(List<byte[]> members) {
        int size = Integer.highestOneBit(Math.max(4, members.size() * 4 - 1)) << 1;
        slots = new byte[size][];
        mask = size - 1;
        for (byte[] member : members) {
            int slot = slotOf(member, 0, member.length);
            slots[slot] = member;
        }
    }

    public boolean contains(byte[] data, int offset, int length) {
        return isTaken(slotOf(data, offset, length));
    }

    private boolean isTaken(int slot) {
        return slots[slot] != null;
    }

    /** The slot that holds this text or would. */
    private int slotOf(byte[] data, int offset, int length) {
        int slot = hash(data, offset, length) & mask;
        while (isTaken(slot) && !Arrays.equals(slots[slot], 0, slots[slot].length, data, offset, offset + length)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static int hash(byte[] data, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 31 + data[i];
        }
        return hash ^ hash >>> 15;
    }
}
