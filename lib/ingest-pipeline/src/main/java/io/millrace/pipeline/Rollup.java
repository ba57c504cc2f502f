package io.millrace.pipeline;

import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.sql.MeasureMerge;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A hash aggregate over all dimensions of rows, {@code __time} included. NULL is a group of its own. Rows may already be
 * rolled up: measures hold mergeable states. Not thread-safe.
 */
public final class Rollup {
    private final Supplier<RowStore> stores;
    private RowStore store;

    private Rollup(Supplier<RowStore> stores) {
        this.stores = stores;
        this.store = stores.get();
    }

    /** @param merges one for each column of the schema; empty for dimensions */
    static Rollup merging(RowSchema schema, List<Optional<MeasureMerge>> merges) {
        // A seed that nobody knows: keys that were made to collide do not.
        long seed = ThreadLocalRandom.current().nextLong();
        return new Rollup(() -> new GroupStore(schema, merges, seed, ~0L));
    }

    static Rollup collecting(RowSchema schema) {
        return new Rollup(() -> new AppendStore(schema));
    }

    public void add(ColumnBatch rows) {
        store.add(rows);
    }

    /** How many groups it holds. */
    public int groups() {
        return store.rows();
    }

    /** Bytes of memory that it takes, roughly. */
    public long memoryBytes() {
        return store.memoryBytes();
    }

    /** Hands out all groups in batches, each valid during the call, and becomes empty. */
    public void drain(Consumer<ColumnBatch> sink) {
        RowStore full = store;
        store = stores.get();
        full.forEachBatch(sink);
    }
}
