package io.millrace.api.query;

import io.millrace.tables.StoredTable;
import io.millrace.tables.StoredTable.DataFileInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Local copies of table files, for DuckDB to read. A table's file never changes, so a copy is good for ever; the ones
 * used longest ago go when the cache is full. Thread-safe.
 */
final class ParquetCache {
    private final Path directory;
    private final long maxBytes;
    /** In order of use, oldest first. */
    private final LinkedHashMap<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    private long bytes;

    private static final class Entry {
        final Path path;
        final long sizeBytes;
        int users;

        Entry(Path path, long sizeBytes) {
            this.path = path;
            this.sizeBytes = sizeBytes;
        }
    }

    /** Copies that stay where they are until closed. */
    final class Lease implements AutoCloseable {
        private final List<Entry> held = new ArrayList<>();
        private final Map<String, Path> paths = new LinkedHashMap<>();

        /** The copy of a file, made now if there is none. */
        Path fetch(StoredTable table, DataFileInfo file) throws IOException {
            Path known = paths.get(file.location());
            if (known != null) {
                return known;
            }
            Entry entry = hold(table, file);
            held.add(entry);
            paths.put(file.location(), entry.path);
            return entry.path;
        }

        @Override
        public void close() {
            release(held);
        }
    }

    /** @param directory is emptied: what an earlier process left cannot be trusted to be whole */
    ParquetCache(Path directory, long maxBytes) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.maxBytes = maxBytes;
        empty(directory);
    }

    /** Deletes all copies in a directory. */
    static void empty(Path directory) throws IOException {
        try (var copies = Files.newDirectoryStream(directory, "*.{parquet,part}")) {
            for (Path copy : copies) {
                Files.deleteIfExists(copy);
            }
        }
    }

    Lease lease() {
        return new Lease();
    }

    private Entry hold(StoredTable table, DataFileInfo file) throws IOException {
        synchronized (this) {
            Entry entry = entries.get(file.location());
            if (entry != null) {
                entry.users++;
                return entry;
            }
            if (file.sizeBytes() > maxBytes) {
                throw new QueryException(
                        QueryException.Category.CAPACITY_EXCEEDED,
                        "A file of " + file.sizeBytes() + " bytes does not fit into the query cache of " + maxBytes
                                + " bytes. Raise millrace.query.cache-size.");
            }
        }
        Path copy = download(table, file);
        synchronized (this) {
            Entry entry = entries.computeIfAbsent(file.location(), location -> {
                bytes += file.sizeBytes();
                return new Entry(copy, file.sizeBytes());
            });
            entry.users++;
            evict();
            return entry;
        }
    }

    private Path download(StoredTable table, DataFileInfo file) throws IOException {
        Path part = directory.resolve(UUID.randomUUID() + ".part");
        Path copy = directory.resolve(
                UUID.nameUUIDFromBytes(file.location().getBytes(StandardCharsets.UTF_8)) + ".parquet");
        try (InputStream in = table.openFile(file.location())) {
            Files.copy(in, part);
            Files.move(part, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException e) {
            throw new IOException("The query cache directory cannot hold copies", e);
        } finally {
            Files.deleteIfExists(part);
        }
        return copy;
    }

    private synchronized void release(List<Entry> held) {
        held.forEach(entry -> entry.users--);
        held.clear();
        evict();
    }

    private void evict() {
        var oldest = entries.values().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            Entry entry = oldest.next();
            if (entry.users == 0) {
                oldest.remove();
                bytes -= entry.sizeBytes;
                entry.path.toFile().delete();
            }
        }
    }
}
