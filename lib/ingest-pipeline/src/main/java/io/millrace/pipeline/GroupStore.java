package io.millrace.pipeline;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.columns.Vector;
import io.millrace.sql.MeasureMerge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One row for each group, in columns, and an open-addressing table of their numbers. A batch is added column by column:
 * hash all keys, find or make each row's group by the hash alone, compare the keys, merge the states. Rows whose hash is
 * that of another key, which all but never happens, go round again with another hash; equal keys take equal ways.
 */
final class GroupStore implements RowStore {
    private static final int FIRST_SLOTS = 4096;

    private final RowSchema schema;
    private final List<GroupColumn> columns = new ArrayList<>();
    private final List<KeyColumn> keys = new ArrayList<>();
    private final List<Integer> keyColumns = new ArrayList<>();
    private final List<StateColumn> states = new ArrayList<>();
    private final List<Integer> stateColumns = new ArrayList<>();
    private final long seed;
    private final long hashMask;

    private int groups;
    private long[] groupHashes = new long[FIRST_SLOTS / 2];
    /** Numbers of groups, counted from 1; 0 is free. At most half of the slots are taken. */
    private int[] slots = new int[FIRST_SLOTS];

    // For the batch that is being added, one entry a row.
    private long[] hashes = new long[0];
    private int[] groupOf = new int[0];
    private int[] pending = new int[0];
    private int[] newcomers = new int[0];
    private boolean[] differs = new boolean[0];

    /**
     * @param merges one for each column; empty for dimensions
     * @param hashMask all bits, except in tests that want collisions
     */
    GroupStore(RowSchema schema, List<Optional<MeasureMerge>> merges, long seed, long hashMask) {
        this.schema = schema;
        this.seed = seed;
        this.hashMask = hashMask;
        for (int column = 0; column < schema.size(); column++) {
            Vector values = Vector.of(schema.type(column));
            if (merges.get(column).isPresent()) {
                StateColumn state = StateColumn.of(values, merges.get(column).get());
                states.add(state);
                stateColumns.add(column);
                columns.add(state);
            } else {
                KeyColumn key = KeyColumn.of(values);
                keys.add(key);
                keyColumns.add(column);
                columns.add(key);
            }
        }
    }

    @Override
    public void add(ColumnBatch batch) {
        int rows = batch.rows();
        ensureScratch(rows);
        hash(batch, rows);
        findGroups(batch, rows);
        for (int i = 0; i < states.size(); i++) {
            states.get(i).merge(batch.vector(stateColumns.get(i)), groupOf, rows, groups);
        }
    }

    private void hash(ColumnBatch batch, int rows) {
        Arrays.fill(hashes, 0, rows, seed);
        for (int i = 0; i < keys.size(); i++) {
            keys.get(i).hash(batch.vector(keyColumns.get(i)), rows, hashes);
        }
        if (hashMask != ~0L) {
            for (int row = 0; row < rows; row++) {
                hashes[row] &= hashMask;
            }
        }
    }

    private void findGroups(ColumnBatch batch, int rows) {
        for (int row = 0; row < rows; row++) {
            pending[row] = row;
        }
        int count = rows;
        while (count > 0) {
            int created = findOrMake(count);
            for (int i = 0; i < keys.size(); i++) {
                keys.get(i).append(batch.vector(keyColumns.get(i)), newcomers, created);
            }
            count = rowsInWrongGroups(batch, count);
        }
    }

    /** By hash alone. */
    private int findOrMake(int count) {
        ensureSlots(groups + count);
        int[] table = slots;
        long[] known = groupHashes;
        int mask = table.length - 1;
        int created = 0;
        for (int i = 0; i < count; i++) {
            int row = pending[i];
            long hash = hashes[row];
            int slot = slotOf(hash, mask);
            int group;
            while ((group = table[slot] - 1) >= 0 && known[group] != hash) {
                slot = (slot + 1) & mask;
            }
            if (group < 0) {
                group = groups++;
                table[slot] = group + 1;
                known[group] = hash;
                newcomers[created++] = row;
            }
            groupOf[row] = group;
        }
        return created;
    }

    /** @return how many rows are pending again, with new hashes */
    private int rowsInWrongGroups(ColumnBatch batch, int count) {
        boolean any = false;
        for (int i = 0; i < keys.size(); i++) {
            any |= keys.get(i).markDifferences(batch.vector(keyColumns.get(i)), groupOf, pending, count, differs);
        }
        if (!any) {
            return 0;
        }
        int wrong = 0;
        for (int i = 0; i < count; i++) {
            int row = pending[i];
            if (differs[row]) {
                differs[row] = false;
                hashes[row] = Hashing.mix(seed, hashes[row]);
                pending[wrong++] = row;
            }
        }
        return wrong;
    }

    private static int slotOf(long hash, int mask) {
        return (int) (hash >>> 32) & mask;
    }

    private void ensureSlots(int wanted) {
        if (wanted <= groupHashes.length) {
            return;
        }
        int capacity = groupHashes.length;
        while (capacity < wanted) {
            capacity = Math.multiplyExact(capacity, 2);
        }
        groupHashes = Arrays.copyOf(groupHashes, capacity);
        slots = new int[Math.multiplyExact(capacity, 2)];
        int mask = slots.length - 1;
        for (int group = 0; group < groups; group++) {
            int slot = slotOf(groupHashes[group], mask);
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = group + 1;
        }
    }

    private void ensureScratch(int rows) {
        if (rows > hashes.length) {
            hashes = new long[rows];
            groupOf = new int[rows];
            pending = new int[rows];
            newcomers = new int[rows];
            differs = new boolean[rows];
        }
    }

    @Override
    public int rows() {
        return groups;
    }

    @Override
    public long memoryBytes() {
        long total = (long) groupHashes.length * Long.BYTES + (long) slots.length * Integer.BYTES;
        for (GroupColumn column : columns) {
            total += column.memoryBytes();
        }
        return total;
    }

    @Override
    public void forEachBatch(Consumer<ColumnBatch> sink) {
        ColumnBatch part = new ColumnBatch(schema);
        for (int from = 0; from < groups; from += ColumnBatch.DEFAULT_ROWS) {
            int count = Math.min(ColumnBatch.DEFAULT_ROWS, groups - from);
            for (int column = 0; column < columns.size(); column++) {
                columns.get(column).copy(from, count, part.vector(column));
            }
            part.setRows(count);
            sink.accept(part);
        }
    }
}
