package io.millrace.objects;

import io.millrace.model.JobSource.ObjectSelection;
import io.millrace.model.S3Location;
import io.millrace.objects.ObjectStore.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Finds the objects that a job's source names (Polaris contract, section 7). */
public final class ObjectSelector {
    private final ObjectStore store;
    private final S3Location location;
    private final Consumer<StoredObject> sink;

    private ObjectSelector(ObjectStore store, S3Location location, Consumer<StoredObject> sink) {
        this.store = store;
        this.location = location;
        this.sink = sink;
    }

    /**
     * Hands each selected object to the sink, once, streaming over the listing. Objects outside the location's prefix do
     * not exist for it.
     *
     * @throws NoSuchObjectException if an object named by address or key does not exist
     * @throws StoreAccessException if the store cannot be asked, or if an address is not one of the location's bucket
     * @throws java.util.regex.PatternSyntaxException if the glob is malformed
     */
    public static void select(
            ObjectStore store, S3Location location, ObjectSelection selection, Consumer<StoredObject> sink)
            throws IOException {
        ObjectSelector selector = new ObjectSelector(store, location, sink);
        if (selection instanceof ObjectSelection.Uris uris) {
            selector.named(selector.keysOf(uris.uris()));
        } else if (selection instanceof ObjectSelection.Objects objects) {
            selector.named(objects.keys());
        } else if (selection instanceof ObjectSelection.Prefixes prefixes) {
            selector.under(prefixes.prefixes());
        } else if (selection instanceof ObjectSelection.Pattern pattern) {
            selector.matching(KeyGlob.compile(pattern.glob()));
        } else {
            throw new IllegalArgumentException("Unknown selection " + selection);
        }
    }

    private List<String> keysOf(List<String> uris) throws StoreAccessException {
        String start = "s3://" + location.bucket() + "/";
        for (String uri : uris) {
            if (!uri.startsWith(start) || uri.length() == start.length()) {
                throw new StoreAccessException("\"" + uri
                        + "\" does not name an object in the connection's bucket; expected " + start + "key");
            }
        }
        return uris.stream().map(uri -> uri.substring(start.length())).toList();
    }

    private void named(List<String> keys) throws IOException {
        for (String key : new LinkedHashSet<>(keys)) {
            Optional<StoredObject> found = key.startsWith(location.prefix()) ? store.find(key) : Optional.empty();
            sink.accept(found.orElseThrow(() -> new NoSuchObjectException(location.bucket(), key)));
        }
    }

    private void under(List<String> prefixes) throws IOException {
        for (String prefix : withoutOverlaps(prefixes)) {
            list(prefix, object -> object.sizeBytes() > 0);
        }
    }

    /** Narrowed to the location's prefix; in order, a prefix comes right after one that covers it. */
    private Set<String> withoutOverlaps(List<String> prefixes) {
        Set<String> narrowed = new TreeSet<>();
        for (String prefix : prefixes) {
            narrowed(prefix).ifPresent(narrowed::add);
        }
        Set<String> disjoint = new LinkedHashSet<>();
        Optional<String> covering = Optional.empty();
        for (String prefix : narrowed) {
            if (covering.isEmpty() || !prefix.startsWith(covering.get())) {
                covering = Optional.of(prefix);
                disjoint.add(prefix);
            }
        }
        return disjoint;
    }

    private void matching(KeyGlob glob) throws IOException {
        Optional<String> prefix = narrowed(glob.literalPrefix());
        if (prefix.isPresent()) {
            list(prefix.get(), object -> glob.matches(object.key()));
        }
    }

    /** What begins with both a prefix and the location's; empty if nothing can. */
    private Optional<String> narrowed(String prefix) {
        if (prefix.startsWith(location.prefix())) {
            return Optional.of(prefix);
        }
        return location.prefix().startsWith(prefix) ? Optional.of(location.prefix()) : Optional.empty();
    }

    private void list(String prefix, Predicate<StoredObject> wanted) throws IOException {
        try {
            Iterator<StoredObject> objects = store.list(prefix);
            while (objects.hasNext()) {
                StoredObject object = objects.next();
                if (wanted.test(object)) {
                    sink.accept(object);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
