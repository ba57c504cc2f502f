package io.millrace.localstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Held by the one process that runs a stack in a directory; the system frees it when that process ends. */
final class StackLock implements AutoCloseable {
    private final FileChannel file;

    private StackLock(FileChannel file) {
        this.file = file;
    }

    static StackLock take(StackFolders folders) throws IOException {
        FileChannel file =
                FileChannel.open(folders.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(file) == null) {
            file.close();
            throw new StackInUseException(folders.directory());
        }
        return new StackLock(file);
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new StackException("Could not give up the lock of the stack's directory", e);
        }
    }
}
