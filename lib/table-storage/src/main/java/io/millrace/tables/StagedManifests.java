package io.millrace.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.ManifestWriter;
import org.apache.iceberg.Table;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.util.Tasks;
import org.apache.iceberg.util.ThreadPools;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists of staged files, as Iceberg manifests in the store; the bytes that name one fit into a message. The manifests are
 * ours and never become part of the table: a commit reads them, and deletes them when it is done.
 */
final class StagedManifests {
    private static final int FORMAT_VERSION = 2;

    /** Iceberg reads no manifest without one. It belongs to no snapshot, and the commit assigns another one. */
    private static final long NO_SNAPSHOT = 0;

    private static final Logger LOG = LoggerFactory.getLogger(StagedManifests.class);

    private StagedManifests() {}

    /** What the messages name, without the empty ones of tasks that wrote nothing and without repetitions. */
    static List<ManifestFile> decode(List<byte[]> messages) {
        List<ManifestFile> manifests = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        for (byte[] message : messages) {
            if (message.length > 0) {
                ManifestFile manifest = decode(message);
                if (paths.add(manifest.path())) {
                    manifests.add(manifest);
                }
            }
        }
        return manifests;
    }

    static byte[] write(Table table, String location, Collection<DataFile> files) {
        ManifestWriter<DataFile> writer = ManifestFiles.write(
                FORMAT_VERSION,
                table.spec(),
                EncryptedFiles.encryptedOutput(table.io().newOutputFile(location), EncryptionKeyMetadata.EMPTY),
                NO_SNAPSHOT);
        try (writer) {
            files.forEach(writer::add);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the list of staged files " + location, e);
        }
        try {
            return ManifestFiles.encode(writer.toManifestFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot encode " + location, e);
        }
    }

    /** @throws NotFoundException if a manifest is gone: its files were committed, or discarded */
    static List<DataFile> read(Table table, List<ManifestFile> manifests) {
        ConcurrentLinkedQueue<DataFile> files = new ConcurrentLinkedQueue<>();
        Tasks.foreach(manifests)
                .executeWith(ThreadPools.getWorkerPool())
                .stopOnFailure()
                .throwFailureWhenFinished()
                .run(manifest -> read(table, manifest, files));
        return List.copyOf(files);
    }

    /** The same, but a manifest that is gone counts as empty. */
    static List<DataFile> readExisting(Table table, List<ManifestFile> manifests) {
        ConcurrentLinkedQueue<DataFile> files = new ConcurrentLinkedQueue<>();
        Tasks.foreach(manifests)
                .executeWith(ThreadPools.getWorkerPool())
                .throwFailureWhenFinished()
                .run(manifest -> {
                    try {
                        read(table, manifest, files);
                    } catch (NotFoundException gone) {
                        LOG.debug("The list of staged files {} is gone already", manifest.path());
                    }
                });
        return List.copyOf(files);
    }

    private static void read(Table table, ManifestFile manifest, Collection<DataFile> files) {
        try (ManifestReader<DataFile> reader = ManifestFiles.read(manifest, table.io(), table.specs())) {
            reader.forEach(file -> files.add(file.copy()));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the list of staged files " + manifest.path(), e);
        }
    }

    private static ManifestFile decode(byte[] message) {
        try {
            return ManifestFiles.decode(message);
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "Not a list of staged files: "
                            + Arrays.toString(Arrays.copyOf(message, Math.min(16, message.length))),
                    e);
        }
    }
}
