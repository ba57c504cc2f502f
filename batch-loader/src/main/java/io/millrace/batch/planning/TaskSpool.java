package io.millrace.batch.planning;

import io.millrace.messages.BatchTask;
import io.millrace.messages.MessageJson;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Load tasks in a temporary file. A listing may take minutes, and a Kafka transaction must not: it would hold up every
 * reader of the topic, for its whole timeout if the process dies. So the tasks wait here until all are known. Not
 * thread-safe.
 */
final class TaskSpool implements AutoCloseable {
    private final Path file;
    private final DataOutputStream out;
    private int tasks;
    private long bytes;

    TaskSpool() throws IOException {
        file = Files.createTempFile("millrace-plan-", ".tasks");
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
    }

    void add(BatchTask.Load task) {
        byte[] json = MessageJson.write(task);
        try {
            out.writeInt(json.length);
            out.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tasks++;
        bytes += json.length;
    }

    int tasks() {
        return tasks;
    }

    /** Of all tasks as messages. */
    long bytes() {
        return bytes;
    }

    void forEach(Consumer<BatchTask.Load> sink) {
        try {
            out.flush();
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
                for (int i = 0; i < tasks; i++) {
                    sink.accept(MessageJson.read(in.readNBytes(in.readInt()), BatchTask.Load.class));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
