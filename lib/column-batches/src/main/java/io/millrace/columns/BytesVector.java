package io.millrace.columns;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Values of any length, one after the other in a single array: strings in UTF-8, JSON text, sketches. */
public final class BytesVector implements Vector {
    private final Nulls nulls = new Nulls();
    private byte[] data = new byte[256];
    private int[] offsets = new int[17];
    private int size;

    public void append(byte[] source, int offset, int length) {
        ensureBytes(length);
        System.arraycopy(source, offset, data, offsets[size], length);
        finish(length);
    }

    public void append(byte[] value) {
        append(value, 0, value.length);
    }

    /** Appends a string as UTF-8. */
    public void append(String value) {
        append(value.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Room for a value of at most {@code maxLength} bytes: write them into {@link #data()} from the returned index, then
     * call {@link #finish}.
     */
    public int begin(int maxLength) {
        ensureBytes(maxLength);
        return offsets[size];
    }

    /** Ends the value that {@link #begin} started. */
    public void finish(int length) {
        if (size + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        }
        offsets[size + 1] = offsets[size] + length;
        size++;
    }

    @Override
    public void appendNull() {
        nulls.set(size);
        finish(0);
    }

    /** All values' bytes; the value of a row is from {@link #offset(int)}, {@link #length(int)} bytes. */
    public byte[] data() {
        return data;
    }

    public int offset(int row) {
        return offsets[row];
    }

    /** The length of a value in bytes; 0 where it is null. */
    public int length(int row) {
        return offsets[row + 1] - offsets[row];
    }

    /** A copy of a value's bytes. */
    public byte[] bytes(int row) {
        return Arrays.copyOfRange(data, offsets[row], offsets[row + 1]);
    }

    /** A value as a string; not for the row path. */
    public String string(int row) {
        return new String(data, offsets[row], length(row), StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean isNull(int row) {
        return nulls.get(row);
    }

    @Override
    public boolean hasNulls() {
        return nulls.any();
    }

    @Override
    public void clear() {
        size = 0;
        nulls.clear();
    }

    @Override
    public void truncate(int rows) {
        size = rows;
        nulls.truncate(rows);
    }

    @Override
    public void appendFrom(Vector other, int row) {
        if (other.isNull(row)) {
            appendNull();
            return;
        }
        BytesVector source = (BytesVector) other;
        append(source.data, source.offsets[row], source.length(row));
    }

    @Override
    public long memoryBytes() {
        return data.length + (long) offsets.length * Integer.BYTES;
    }

    private void ensureBytes(int more) {
        int needed = Math.addExact(offsets[size], more);
        if (needed > data.length) {
            data = Arrays.copyOf(data, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8L, data.length * 2L)));
        }
    }
}
