package io.millrace.columns;

import java.util.Arrays;

/** Values of 64 bits: integers, milliseconds of timestamps, booleans as 1 and 0. */
public final class LongVector implements Vector {
    private final Nulls nulls = new Nulls();
    private long[] values = new long[16];
    private int size;

    public void append(long value) {
        ensureCapacity(size + 1);
        values[size++] = value;
    }

    @Override
    public void appendNull() {
        ensureCapacity(size + 1);
        nulls.set(size);
        values[size++] = 0;
    }

    /** The value of a row; 0 where it is null. */
    public long get(int row) {
        return values[row];
    }

    /** The values themselves, valid up to {@link #size()} and until the next append. Null rows hold 0. */
    public long[] values() {
        return values;
    }

    /**
     * Makes the vector exactly so long, to be filled through {@link #values()}; no row is null until {@link #setNull}
     * says so. What the rows hold before they are filled is undefined.
     */
    public void resize(int rows) {
        nulls.clear();
        ensureCapacity(rows);
        size = rows;
    }

    /** Makes one row null. */
    public void setNull(int row) {
        nulls.set(row);
        values[row] = 0;
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
        } else {
            append(((LongVector) other).values[row]);
        }
    }

    @Override
    public long memoryBytes() {
        return (long) values.length * Long.BYTES;
    }

    private void ensureCapacity(int rows) {
        if (rows > values.length) {
            values = Arrays.copyOf(values, Math.max(rows, values.length * 2));
        }
    }
}
