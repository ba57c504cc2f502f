package io.millrace.localstack.launcher;

import io.millrace.localstack.Part;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a log as it grows, and the next one from its beginning when a restart has put a new file in its place. */
final class LogReader {
    private static final int MOST_BYTES_AT_ONCE = 16 * 1024 * 1024;

    private final Part part;
    private final Path file;
    private @Nullable Object fileKey;
    private long position;

    LogReader(Part part, Path file) {
        this.part = part;
        this.file = file;
    }

    Part part() {
        return part;
    }

    Path file() {
        return file;
    }

    /** The whole lines written since the last call. */
    List<String> newLines() throws IOException {
        try {
            noticeNewFile();
            return linesFromPosition();
        } catch (NoSuchFileException e) {
            // Between the old file and the new one.
            return List.of();
        }
    }

    private void noticeNewFile() throws IOException {
        Object key = Files.getAttribute(file, "unix:ino");
        if (!Objects.equals(key, fileKey)) {
            fileKey = key;
            position = 0;
        }
    }

    private List<String> linesFromPosition() throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(MOST_BYTES_AT_ONCE, Math.max(0, log.length() - position))];
            log.seek(position);
            log.readFully(bytes);
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int length = text.lastIndexOf('\n') + 1;
            position += length;
            return new String(bytes, 0, length, StandardCharsets.UTF_8).lines().toList();
        }
    }
}
