package io.millrace.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A directory as a bucket: a file is an object, and its path from the directory, with slashes, is the key. A key with
 * empty, {@code .} or {@code ..} segments cannot exist here, nor one that has another key as its directory. Symbolic
 * links are not followed.
 */
public final class LocalObjectStore implements ObjectStore {
    /** Where uploads grow; no key begins with it. */
    static final String UPLOADS = ".millrace-uploads";

    private final Path root;
    private final String bucket;

    private LocalObjectStore(Path root, String bucket) {
        this.root = root;
        this.bucket = bucket;
    }

    /**
     * @param directory made when the first object is written, if need be
     * @param bucket the name in messages
     */
    public static ObjectStore open(Path directory, String bucket) {
        return new LocalObjectStore(directory.toAbsolutePath().normalize(), bucket);
    }

    @Override
    public Iterator<StoredObject> list(String prefix) throws IOException {
        return LocalListing.start(root, prefix);
    }

    @Override
    public Optional<StoredObject> find(String key) throws IOException {
        Optional<Path> path = pathOf(key);
        return path.isEmpty() ? Optional.empty() : find(key, path.get());
    }

    private static Optional<StoredObject> find(String key, Path path) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile() ? Optional.of(object(key, attributes)) : Optional.empty();
        } catch (AccessDeniedException e) {
            throw new StoreAccessException("Object \"" + key + "\" cannot be read: access denied", e);
        } catch (FileSystemException e) {
            // Nothing is there, or a file stands where the key wants a directory.
            return Optional.empty();
        }
    }

    @Override
    public InputStream read(String key, long offset, @Nullable String eTag) throws IOException {
        Path path = pathOf(key).orElseThrow(() -> new NoSuchObjectException(bucket, key));
        if (find(key, path).isEmpty()) {
            throw new NoSuchObjectException(bucket, key);
        }
        FileChannel channel = open(key, path);
        try {
            // Asked again after opening: what is open now is what had this eTag, or something older.
            StoredObject object = find(key, path).orElseThrow(() -> new NoSuchObjectException(bucket, key));
            if (eTag != null && !eTag.equals(object.eTag())) {
                throw new ObjectChangedException(bucket, key);
            }
            channel.position(offset);
            return Channels.newInputStream(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private FileChannel open(String key, Path path) throws IOException {
        try {
            return FileChannel.open(path, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new NoSuchObjectException(bucket, key);
        }
    }

    @Override
    public void put(String key, byte[] bytes) throws IOException {
        try (Upload upload = startUpload(key)) {
            upload.write(ByteBuffer.wrap(bytes));
            upload.complete();
        }
    }

    @Override
    public Upload startUpload(String key) throws IOException {
        Path path = pathOf(key)
                .orElseThrow(() -> new StoreAccessException("\"" + key + "\" cannot be a key in a local directory"));
        return LocalUpload.start(key, path, root.resolve(UPLOADS));
    }

    @Override
    public void delete(String key) throws IOException {
        Optional<Path> path = pathOf(key);
        if (path.isPresent() && find(key, path.get()).isPresent()) {
            Files.deleteIfExists(path.get());
        }
    }

    @Override
    public void close() {
        // Nothing is open between calls.
    }

    private Optional<Path> pathOf(String key) {
        for (String segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.empty();
            }
        }
        if (key.equals(UPLOADS) || key.startsWith(UPLOADS + "/")) {
            return Optional.empty();
        }
        try {
            return Optional.of(root.resolve(key));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static StoredObject object(String key, BasicFileAttributes attributes) {
        return new StoredObject(key, attributes.size(), eTag(attributes));
    }

    /** Every write makes a new file, so that the file's identity tells what one clock tick cannot. */
    private static String eTag(BasicFileAttributes attributes) {
        long time = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        int identity = String.valueOf(attributes.fileKey()).hashCode();
        return Long.toHexString(time) + "-" + Long.toHexString(attributes.size()) + "-" + Integer.toHexString(identity);
    }
}
