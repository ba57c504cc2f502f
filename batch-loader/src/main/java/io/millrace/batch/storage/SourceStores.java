package io.millrace.batch.storage;

import io.millrace.model.JobSource;
import io.millrace.model.S3Location;
import io.millrace.objects.ObjectStore;
import io.millrace.objects.S3ObjectStore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens the buckets that jobs read from. Thread-safe. */
public final class SourceStores implements AutoCloseable {
    private final S3Location own;
    private final Function<S3Location, ObjectStore> opener;
    private @Nullable ObjectStore ownStore;

    public SourceStores(S3Location own) {
        this(own, S3ObjectStore::open);
    }

    /** @param opener makes the client of a bucket */
    public SourceStores(S3Location own, Function<S3Location, ObjectStore> opener) {
        this.own = own;
        this.opener = opener;
    }

    /** A bucket in use by one task; closing it lets go of it. */
    public interface Lease extends AutoCloseable {
        ObjectStore store();

        @Override
        void close();
    }

    /** The bucket of uploaded files, whose client all tasks share, or the bucket of an S3 source. */
    public Lease open(JobSource source) {
        if (source instanceof JobSource.S3 s3) {
            ObjectStore store = opener.apply(s3.location());
            return new OpenLease(store, store::close);
        }
        return new OpenLease(ownStore(), () -> {});
    }

    private synchronized ObjectStore ownStore() {
        if (ownStore == null) {
            ownStore = opener.apply(own);
        }
        return ownStore;
    }

    @Override
    public synchronized void close() {
        if (ownStore != null) {
            ownStore.close();
            ownStore = null;
        }
    }

    private record OpenLease(ObjectStore store, Runnable release) implements Lease {
        @Override
        public void close() {
            release.run();
        }
    }
}
