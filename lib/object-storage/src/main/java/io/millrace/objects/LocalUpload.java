package io.millrace.objects;

import io.millrace.objects.ObjectStore.StoredObject;
import io.millrace.objects.ObjectStore.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Writes beside the objects, then moves the finished file to its place. */
final class LocalUpload implements Upload {
    private final String key;
    private final Path target;
    private final Path growing;
    private final FileChannel channel;
    private boolean over;

    private LocalUpload(String key, Path target, Path growing, FileChannel channel) {
        this.key = key;
        this.target = target;
        this.growing = growing;
        this.channel = channel;
    }

    static LocalUpload start(String key, Path target, Path uploads) throws IOException {
        Files.createDirectories(uploads);
        Path growing = Files.createTempFile(uploads, "upload", "");
        return new LocalUpload(key, target, growing, FileChannel.open(growing, StandardOpenOption.WRITE));
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        checkOpen();
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public StoredObject complete() throws IOException {
        checkOpen();
        channel.force(true);
        channel.close();
        // Before the move: afterwards it might already be somebody else's object.
        StoredObject object = LocalObjectStore.object(key, Files.readAttributes(growing, BasicFileAttributes.class));
        moveToPlace();
        over = true;
        return object;
    }

    private void moveToPlace() throws IOException {
        if (Files.isDirectory(target)) {
            throw inTheWay(null);
        }
        try {
            Files.createDirectories(target.getParent());
        } catch (FileAlreadyExistsException e) {
            throw inTheWay(e);
        }
        Files.move(growing, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private StoreAccessException inTheWay(@Nullable Throwable cause) {
        String message = "Object \"" + key + "\" cannot be stored in a local directory: another key is its directory,"
                + " or it is the directory of another";
        return cause == null ? new StoreAccessException(message) : new StoreAccessException(message, cause);
    }

    @Override
    public void close() throws IOException {
        if (over) {
            return;
        }
        over = true;
        channel.close();
        Files.deleteIfExists(growing);
    }

    private void checkOpen() throws IOException {
        if (over) {
            throw new IOException("The upload of object \"" + key + "\" is over");
        }
    }
}
