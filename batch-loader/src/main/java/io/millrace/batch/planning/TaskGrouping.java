package io.millrace.batch.planning;

import io.millrace.messages.BatchTask.InputObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Puts neighbouring objects into groups that are neither too large nor too many objects. Not thread-safe. */
final class TaskGrouping {
    private final long maxBytes;
    private final int maxObjects;
    private final Consumer<List<InputObject>> groups;
    private final List<InputObject> group = new ArrayList<>();
    private long groupBytes;
    private long objects;
    private long bytes;

    /** @param groups takes each group once it is full */
    TaskGrouping(long maxBytes, int maxObjects, Consumer<List<InputObject>> groups) {
        this.maxBytes = maxBytes;
        this.maxObjects = maxObjects;
        this.groups = groups;
    }

    void add(InputObject object) {
        if (!group.isEmpty() && (group.size() >= maxObjects || groupBytes + object.sizeBytes() > maxBytes)) {
            finish();
        }
        group.add(object);
        groupBytes += object.sizeBytes();
        objects++;
        bytes += object.sizeBytes();
    }

    /** Hands out the last group, if there is one. */
    void finish() {
        if (!group.isEmpty()) {
            groups.accept(List.copyOf(group));
            group.clear();
            groupBytes = 0;
        }
    }

    long objects() {
        return objects;
    }

    long bytes() {
        return bytes;
    }
}
