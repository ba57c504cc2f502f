package io.millrace.tables;

import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** The real catalog, with a fault around each swap and each look at the table. */
final class FaultyCatalog extends JdbcCatalog {
    private volatile Fault fault = Fault.NONE;

    /** What goes wrong. */
    interface Fault {
        Fault NONE = new Fault() {};

        default void swapping(Runnable swap) {
            swap.run();
        }

        default void refreshing() {}

        /** Two committers wait for each other before the swap, having passed every check on the same state. */
        static Fault bothAtOnce() {
            CyclicBarrier barrier = new CyclicBarrier(2);
            AtomicInteger swaps = new AtomicInteger();
            return new Fault() {
                @Override
                public void swapping(Runnable swap) {
                    if (swaps.getAndIncrement() < 2) {
                        await(barrier);
                    }
                    swap.run();
                }
            };
        }

        /** Something else instead of the first swap. */
        static Fault once(Consumer<Runnable> instead) {
            AtomicInteger swaps = new AtomicInteger();
            return new Fault() {
                @Override
                public void swapping(Runnable swap) {
                    if (swaps.getAndIncrement() == 0) {
                        instead.accept(swap);
                    } else {
                        swap.run();
                    }
                }
            };
        }

        private static void await(CyclicBarrier barrier) {
            try {
                barrier.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private FaultyCatalog(FileIO files) {
        super(properties -> files, null, true);
    }

    static FaultyCatalog connected() {
        FaultyCatalog catalog = new FaultyCatalog(TestStack.files());
        catalog.initialize("millrace", CatalogConnection.properties(TestStack.settings()));
        return catalog;
    }

    TableCatalog tables() {
        return new TableCatalog(
                this, TestStack.files(), TestStack.settings().warehouse(), new Patience(4, Duration.ofMillis(20)));
    }

    void inject(Fault injected) {
        fault = injected;
    }

    void heal() {
        fault = Fault.NONE;
    }

    @Override
    protected TableOperations newTableOps(TableIdentifier identifier) {
        return new FaultyOperations(super.newTableOps(identifier));
    }

    private final class FaultyOperations implements TableOperations {
        private final TableOperations real;

        FaultyOperations(TableOperations real) {
            this.real = real;
        }

        @Override
        public TableMetadata current() {
            return real.current();
        }

        @Override
        public TableMetadata refresh() {
            fault.refreshing();
            return real.refresh();
        }

        @Override
        public void commit(TableMetadata base, TableMetadata metadata) {
            fault.swapping(() -> real.commit(base, metadata));
        }

        @Override
        public FileIO io() {
            return real.io();
        }

        @Override
        public EncryptionManager encryption() {
            return real.encryption();
        }

        @Override
        public String metadataFileLocation(String fileName) {
            return real.metadataFileLocation(fileName);
        }

        @Override
        public LocationProvider locationProvider() {
            return real.locationProvider();
        }

        @Override
        public TableOperations temp(TableMetadata uncommitted) {
            return real.temp(uncommitted);
        }

        @Override
        public long newSnapshotId() {
            return real.newSnapshotId();
        }
    }
}
