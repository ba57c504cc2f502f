package io.millrace.batch.storage;

import io.millrace.batch.task.TaskFailedException;
import io.millrace.messages.secrets.JobSecrets;
import io.millrace.messages.secrets.SecretCipher;
import io.millrace.messages.secrets.UnreadableSecretException;
import io.millrace.model.ErrorCode;
import io.millrace.model.JobDefinition;
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
    private final SecretCipher cipher;
    private @Nullable ObjectStore ownStore;

    public SourceStores(S3Location own, SecretCipher cipher) {
        this(own, cipher, S3ObjectStore::open);
    }

    /** @param opener makes the client of a bucket */
    public SourceStores(S3Location own, SecretCipher cipher, Function<S3Location, ObjectStore> opener) {
        this.own = own;
        this.cipher = cipher;
        this.opener = opener;
    }

    /** A bucket in use by one task; closing it lets go of it. */
    public interface Lease extends AutoCloseable {
        ObjectStore store();

        @Override
        void close();
    }

    /**
     * The bucket of uploaded files, whose client all tasks share, or the bucket of an S3 source.
     *
     * @throws TaskFailedException if the secret of an S3 source cannot be decrypted
     */
    public Lease open(JobDefinition job) {
        if (job.source() instanceof JobSource.S3 s3) {
            ObjectStore store = opener.apply(decrypted(s3.location(), job));
            return new OpenLease(store, store::close);
        }
        return new OpenLease(ownStore(), () -> {});
    }

    private S3Location decrypted(S3Location location, JobDefinition job) {
        try {
            return JobSecrets.decrypt(location, job.id(), cipher);
        } catch (UnreadableSecretException e) {
            throw TaskFailedException.forGood(ErrorCode.COULD_NOT_CONNECT_TO_SOURCE, String.valueOf(e.getMessage()), e);
        }
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
