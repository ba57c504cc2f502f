package io.millrace.objects;

import io.millrace.model.JobSource.ObjectSelection;
import io.millrace.model.S3Location;
import io.millrace.objects.ObjectStore.StoredObject;
import java.io.IOException;
import java.util.function.Consumer;

/** Finds the objects that a job's source names (Polaris contract, section 7). */
public final class ObjectSelector {
    private ObjectSelector() {}

    /**
     * Hands each selected object to the sink, once, streaming over the listing.
     *
     * @throws NoSuchObjectException if an object named by address or key does not exist
     */
    public static void select(
            ObjectStore store, S3Location location, ObjectSelection selection, Consumer<StoredObject> sink)
            throws IOException {
        throw new UnsupportedOperationException();
    }
}
