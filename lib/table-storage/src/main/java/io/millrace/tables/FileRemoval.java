package io.millrace.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.SupportsBulkOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes staged files, and never one that the table refers to. */
final class FileRemoval {
    private static final Logger LOG = LoggerFactory.getLogger(FileRemoval.class);

    private FileRemoval() {}

    /**
     * Deletes those files that neither the current snapshot nor one that a batch job made refers to.
     *
     * @return whether the table refers to none of them
     */
    static boolean deleteUnreferenced(Collection<DataFile> files, TableMetadata state, FileIO io) {
        Set<String> unreferenced = new HashSet<>();
        files.forEach(file -> unreferenced.add(file.location()));
        for (Snapshot snapshot : state.snapshots()) {
            if (snapshot.snapshotId() == currentSnapshotId(state)) {
                snapshot.dataManifests(io).forEach(manifest -> removePaths(manifest, state, io, unreferenced));
            } else if (snapshot.summary().containsKey(CommittedJobs.JOB_ID)) {
                removeAdded(snapshot, state, io, unreferenced);
            }
        }
        boolean none = unreferenced.size() == files.size();
        delete(unreferenced, io);
        return none;
    }

    /** Deletes files; one that cannot be deleted stays as an orphan, which nothing refers to. */
    static void delete(Collection<String> locations, FileIO io) {
        if (locations.isEmpty()) {
            return;
        }
        try {
            if (io instanceof SupportsBulkOperations bulk) {
                bulk.deleteFiles(List.copyOf(locations));
            } else {
                locations.forEach(io::deleteFile);
            }
        } catch (RuntimeException e) {
            LOG.warn("Some of {} files could not be deleted and are orphans now", locations.size(), e);
        }
    }

    private static void removeAdded(Snapshot snapshot, TableMetadata state, FileIO io, Set<String> paths) {
        for (ManifestFile manifest : snapshot.dataManifests(io)) {
            if (Long.valueOf(snapshot.snapshotId()).equals(manifest.snapshotId())) {
                removePaths(manifest, state, io, paths);
            }
        }
    }

    private static void removePaths(ManifestFile manifest, TableMetadata state, FileIO io, Set<String> paths) {
        try (CloseableIterable<String> referenced = ManifestFiles.readPaths(manifest, io, state.specsById())) {
            referenced.forEach(paths::remove);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read manifest " + manifest.path(), e);
        }
    }

    private static long currentSnapshotId(TableMetadata state) {
        Snapshot current = state.currentSnapshot();
        return current == null ? -1 : current.snapshotId();
    }
}
