package io.millrace.stream.tables;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The memory that all table writers of the process share. Thread-safe. */
final class MemoryBudget {
    private final long maxBytes;
    private final Map<Object, Long> used = new ConcurrentHashMap<>();

    MemoryBudget(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void use(Object owner, long bytes) {
        if (bytes == 0) {
            used.remove(owner);
        } else {
            used.put(owner, bytes);
        }
    }

    boolean isUsedUp() {
        return used.values().stream().mapToLong(Long::longValue).sum() > maxBytes;
    }

    /** Whether this owner takes the most: it is the one to commit first. */
    boolean isLargest(Object owner) {
        long own = used.getOrDefault(owner, 0L);
        return own > 0 && used.values().stream().allMatch(bytes -> bytes <= own);
    }
}
