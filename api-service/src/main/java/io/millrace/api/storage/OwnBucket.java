package io.millrace.api.storage;

import io.millrace.model.S3Location;
import io.millrace.objects.ObjectStore;
import io.millrace.objects.S3ObjectStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the one {@link ObjectStore} over Millrace's own bucket. It connects when it is first used. */
public class OwnBucket {
    @Produces
    @Singleton
    ObjectStore objectStore(StorageSettings settings) {
        return S3ObjectStore.open(new S3Location(
                settings.endpoint(),
                settings.region(),
                settings.bucket(),
                "",
                settings.accessKeyId(),
                settings.secretAccessKey()));
    }

    void close(@Disposes ObjectStore store) {
        store.close();
    }
}
