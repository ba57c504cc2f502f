package io.millrace.tables;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.ExpireSnapshots;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes old snapshots out of a table's metadata, which every commit writes anew in full: without it, each commit of a
 * stream would be slower than the one before. Never touches data files or manifests.
 *
 * @param due so many old snapshots are put up with
 * @param kept so many of the latest stay however old they are
 * @param age younger ones stay: somebody may be reading them, or looking for a commit whose answer was lost
 */
record SnapshotExpiry(int due, int kept, Duration age) {
    static final SnapshotExpiry DEFAULT = new SnapshotExpiry(500, 100, Duration.ofMinutes(10));

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotExpiry.class);

    /**
     * Does its work only now and then, and never fails: what is not done now is done after a later commit.
     *
     * @param state of the table, not necessarily the latest
     */
    void runIfDue(TableAccess access, TableMetadata state) {
        long olderThan = System.currentTimeMillis() - age.toMillis();
        long old = state.snapshots().stream()
                .filter(snapshot -> snapshot.timestampMillis() < olderThan)
                .count();
        if (old <= due) {
            return;
        }
        try {
            expire(access, olderThan);
        } catch (RuntimeException e) {
            LOG.warn("Old snapshots of table {} could not be expired; the next commit tries again", access.name(), e);
        }
    }

    private void expire(TableAccess access, long olderThan) {
        TableOperations operations = access.operations();
        Set<String> expired = manifestLists(operations.current());
        // Iceberg's own clean-up takes a manifest that it could not look for in the snapshots that stay for unused. A
        // store that is away for a moment must not cost the table, so only what belongs to one snapshot alone is
        // deleted.
        access.table(operations)
                .expireSnapshots()
                .expireOlderThan(olderThan)
                .retainLast(kept)
                .cleanupLevel(ExpireSnapshots.CleanupLevel.NONE)
                .commit();
        expired.removeAll(manifestLists(operations.refresh()));
        FileRemoval.delete(expired, operations.io());
        LOG.info("Expired {} old snapshots of table {}", expired.size(), access.name());
    }

    private static Set<String> manifestLists(TableMetadata state) {
        Set<String> locations = new HashSet<>();
        for (Snapshot snapshot : state.snapshots()) {
            if (snapshot.manifestListLocation() != null) {
                locations.add(snapshot.manifestListLocation());
            }
        }
        return locations;
    }
}
