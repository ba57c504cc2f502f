package io.millrace.objects;

import io.millrace.objects.ObjectStore.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The files under a prefix, in the order of their keys' UTF-8 bytes; holds one level's names for each level of depth. */
final class LocalListing implements Iterator<StoredObject> {
    private final Path root;
    private final String prefix;
    private final Deque<Iterator<String>> levels = new ArrayDeque<>();
    private @Nullable StoredObject next;

    private LocalListing(Path root, String prefix) {
        this.root = root;
        this.prefix = prefix;
    }

    static LocalListing start(Path root, String prefix) throws IOException {
        LocalListing listing = new LocalListing(root, prefix);
        if (Files.isDirectory(root)) {
            listing.enter("");
        }
        return listing;
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && !levels.isEmpty()) {
                advance(levels.element());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return next != null;
    }

    @Override
    public StoredObject next() {
        StoredObject object = hasNext() ? next : null;
        if (object == null) {
            throw new NoSuchElementException();
        }
        next = null;
        return object;
    }

    private void advance(Iterator<String> level) throws IOException {
        if (!level.hasNext()) {
            levels.remove();
            return;
        }
        String key = level.next();
        if (key.endsWith("/")) {
            enter(key);
        } else {
            read(key);
        }
    }

    private void read(String key) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(root.resolve(key), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            next = LocalObjectStore.object(key, attributes);
        } catch (NoSuchFileException e) {
            // Deleted meanwhile.
        }
    }

    /** @param directory the beginning of its keys: empty or with a slash at the end */
    private void enter(String directory) throws IOException {
        List<String> keys = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(directory))) {
            for (Path entry : entries) {
                String key = directory + entry.getFileName();
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    addDirectory(keys, key + "/");
                } else if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS) && key.startsWith(prefix)) {
                    keys.add(key);
                }
            }
        } catch (NoSuchFileException e) {
            return; // deleted meanwhile
        }
        keys.sort((a, b) ->
                Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
        levels.push(keys.iterator());
    }

    private void addDirectory(List<String> keys, String directory) {
        boolean mayHold = directory.startsWith(prefix) || prefix.startsWith(directory);
        if (mayHold && !directory.equals(LocalObjectStore.UPLOADS + "/")) {
            keys.add(directory);
        }
    }
}
