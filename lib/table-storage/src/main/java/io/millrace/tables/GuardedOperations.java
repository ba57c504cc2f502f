package io.millrace.tables;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table's operations with a {@link CommitCheck} around every swap of its metadata. Iceberg retries commits by itself,
 * each time against a newer base: the check sees each of them, and its marks are part of each.
 *
 * <p>After a swap that failed in any way, the table is asked whether it took place. A connection that broke may have
 * carried it out; and the JDBC client repeats statements on a new connection, where the repetition of one that succeeded
 * looks like a lost race.
 */
final class GuardedOperations implements TableOperations {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedOperations.class);

    private final TableOperations table;
    private final CommitCheck check;
    private final Patience patience;

    GuardedOperations(TableOperations table, CommitCheck check, Patience patience) {
        this.table = table;
        this.check = check;
        this.patience = patience;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata updated) {
        check.admit(base);
        TableMetadata.Builder update = TableMetadata.buildFrom(updated);
        check.mark(base, update);
        try {
            table.commit(base, update.build());
        } catch (RuntimeException failure) {
            resolve(base, failure);
        }
    }

    /** Returns if the swap took place after all. */
    private void resolve(TableMetadata base, RuntimeException failure) {
        TableMetadata now = stateAfter(failure);
        if (check.isIn(now)) {
            LOG.info("A commit whose answer was lost is in the table: {}", now.metadataFileLocation());
            return;
        }
        if (failure instanceof CommitFailedException) {
            throw failure;
        }
        if (!now.metadataFileLocation().equals(base.metadataFileLocation())) {
            // The swap names the base that it replaces, and the base is gone: it can never take place any more.
            throw new CommitFailedException(failure, "Lost a race for the table and the answer to it");
        }
        throw new OutcomeUnknownException(failure);
    }

    private TableMetadata stateAfter(RuntimeException failure) {
        try {
            return patience.untilItWorks(table::refresh);
        } catch (RuntimeException unreachable) {
            if (unreachable != failure) {
                failure.addSuppressed(unreachable);
            }
            throw new OutcomeUnknownException(failure);
        }
    }

    @Override
    public TableMetadata current() {
        return table.current();
    }

    @Override
    public TableMetadata refresh() {
        return table.refresh();
    }

    @Override
    public FileIO io() {
        return table.io();
    }

    @Override
    public EncryptionManager encryption() {
        return table.encryption();
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return table.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
        return table.locationProvider();
    }

    @Override
    public TableOperations temp(TableMetadata uncommitted) {
        return table.temp(uncommitted);
    }

    @Override
    public long newSnapshotId() {
        return table.newSnapshotId();
    }

    /** Unknown outcomes must leave the metadata of an attempt alone. */
    @Override
    public boolean requireStrictCleanup() {
        return true;
    }
}
