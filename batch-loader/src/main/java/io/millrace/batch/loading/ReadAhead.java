package io.millrace.batch.loading;

import io.millrace.batch.task.TaskFailedException;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.RowSchema;
import io.millrace.formats.RecordBatch;
import io.millrace.formats.RecordFormats;
import io.millrace.formats.RecordReader;
import io.millrace.formats.UnreadableSourceException;
import io.millrace.messages.BatchTask.InputObject;
import io.millrace.model.ErrorCode;
import io.millrace.model.FormatSettings;
import io.millrace.objects.NoSuchObjectException;
import io.millrace.objects.ObjectChangedException;
import io.millrace.objects.StoreAccessException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Fetches, inflates and parses objects one after the other in a thread of its own, a few batches ahead of whoever maps
 * and writes them. For use by one thread.
 */
final class ReadAhead implements AutoCloseable {
    private static final int BATCHES = 3;
    private static final long CLOSE_TIMEOUT_MS = 5_000;

    /** Opens an object's stored bytes. */
    interface Opener {
        InputStream open(InputObject object) throws IOException;
    }

    /** Records of one object. */
    record Filled(InputObject object, RecordBatch batch) {}

    private sealed interface Item {
        record Records(Filled filled) implements Item {}

        record Failure(Throwable cause) implements Item {}

        record End() implements Item {}
    }

    private final List<InputObject> objects;
    private final Opener opener;
    private final FormatSettings format;
    private final RowSchema schema;
    private final BlockingQueue<RecordBatch> free = new ArrayBlockingQueue<>(BATCHES);
    private final BlockingQueue<Item> ready = new ArrayBlockingQueue<>(BATCHES + 1);
    private final AtomicLong bytesRead = new AtomicLong();
    private final Thread thread;
    private volatile boolean closed;

    ReadAhead(String name, List<InputObject> objects, Opener opener, FormatSettings format, RowSchema schema) {
        this.objects = objects;
        this.opener = opener;
        this.format = format;
        this.schema = schema;
        for (int i = 0; i < BATCHES; i++) {
            free.add(new RecordBatch(schema, ColumnBatch.DEFAULT_ROWS));
        }
        thread = new Thread(this::readAll, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The next records, to be given back with {@link #release}; null after the last object's last ones. */
    @Nullable
    Filled next() throws InterruptedException {
        Item item = ready.take();
        if (item instanceof Item.Records records) {
            return records.filled();
        }
        if (item instanceof Item.Failure failure) {
            throw failure.cause() instanceof TaskFailedException known
                    ? known
                    : new IllegalStateException("Reading failed", failure.cause());
        }
        return null;
    }

    void release(Filled filled) {
        free.add(filled.batch());
    }

    /** Stored bytes read so far, of all objects. */
    long bytesRead() {
        return bytesRead.get();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readAll() {
        try {
            for (InputObject object : objects) {
                read(object);
            }
            hand(new Item.End());
        } catch (InterruptedException e) {
            // Closed: nobody waits for more.
        } catch (Throwable e) {
            // Errors too: the one who waits must hear of them, or would wait for ever.
            if (!closed) {
                ready.add(new Item.Failure(e));
            }
        }
    }

    private void read(InputObject object) throws InterruptedException {
        try (InputStream bytes = new Counting(opener.open(object));
                RecordReader reader = RecordFormats.ofFile(format, schema, bytes, object.compression())) {
            RecordBatch batch = free.take();
            while (reader.read(batch)) {
                batch.detach();
                hand(new Item.Records(new Filled(object, batch)));
                batch = free.take();
            }
            free.add(batch);
        } catch (IOException e) {
            throw failure(object, e);
        }
    }

    private void hand(Item item) throws InterruptedException {
        while (!ready.offer(item, 1, TimeUnit.SECONDS)) {
            if (closed) {
                throw new InterruptedException();
            }
        }
    }

    private static TaskFailedException failure(InputObject object, IOException e) {
        String name = "\"" + object.name() + "\"";
        if (e instanceof UnreadableSourceException) {
            return TaskFailedException.forGood(
                    ErrorCode.CANNOT_PARSE_SOURCE, name + " cannot be read: " + e.getMessage(), e);
        }
        if (e instanceof NoSuchObjectException) {
            return TaskFailedException.forGood(
                    ErrorCode.CANNOT_PARSE_SOURCE, name + " was deleted after it was listed.", e);
        }
        if (e instanceof ObjectChangedException) {
            return TaskFailedException.forGood(
                    ErrorCode.CANNOT_PARSE_SOURCE, name + " changed after it was listed. Run the job again.", e);
        }
        if (e instanceof StoreAccessException) {
            return TaskFailedException.forNow(
                    ErrorCode.COULD_NOT_CONNECT_TO_SOURCE, name + " cannot be fetched: " + e.getMessage(), e);
        }
        return TaskFailedException.forNow(
                ErrorCode.LOST_CONNECTION_TO_SOURCE, name + " was not read to its end: " + e.getMessage(), e);
    }

    private final class Counting extends FilterInputStream {
        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            if (value >= 0) {
                bytesRead.incrementAndGet();
            }
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            if (count > 0) {
                bytesRead.addAndGet(count);
            }
            return count;
        }
    }
}
