package io.millrace.formats;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream in a thread of its own, a few chunks ahead, so that inflating and parsing take a core each: each of them
 * takes about half of the time. Closing waits for the thread to leave the stream, and then closes it.
 */
final class ReadAhead extends InputStream {
    private static final int CHUNK_BYTES = 256 * 1024;
    private static final int CHUNKS = 4;

    /** A part of the stream; the last one is not full, and says why when it is not the end. */
    private static final class Chunk {
        private final byte[] bytes = new byte[CHUNK_BYTES];
        private int length;
        private boolean last;
        private @Nullable IOException failure;
    }

    private final InputStream source;
    private final BlockingQueue<Chunk> filled = new ArrayBlockingQueue<>(CHUNKS);
    private final BlockingQueue<Chunk> empty = new ArrayBlockingQueue<>(CHUNKS);
    private final byte[] single = new byte[1];
    private @Nullable Thread thread;
    private @Nullable Chunk current;
    private int position;
    private volatile boolean closed;

    ReadAhead(InputStream source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("The stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        Chunk chunk = current();
        if (chunk == null) {
            return -1;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk.bytes, position, target, offset, count);
        position += count;
        return count;
    }

    /** A chunk with bytes left in it; null at the end. */
    private @Nullable Chunk current() throws IOException {
        Chunk chunk = current;
        while (chunk == null || position == chunk.length) {
            if (chunk != null && chunk.last) {
                if (chunk.failure != null) {
                    throw chunk.failure;
                }
                return null;
            }
            if (chunk != null) {
                empty.add(chunk);
            }
            chunk = take();
            current = chunk;
            position = 0;
        }
        return chunk;
    }

    private Chunk take() throws IOException {
        start();
        try {
            return filled.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for data");
        }
    }

    private void start() {
        if (thread != null) {
            return;
        }
        for (int i = 0; i < CHUNKS; i++) {
            empty.add(new Chunk());
        }
        Thread started = new Thread(this::fillAll, "read-ahead");
        started.setDaemon(true);
        started.start();
        thread = started;
    }

    private void fillAll() {
        try {
            boolean last = false;
            while (!last && !closed) {
                Chunk chunk = empty.take();
                fill(chunk);
                last = chunk.last;
                filled.add(chunk);
            }
        } catch (InterruptedException e) {
            // Only close() interrupts, and nobody waits for more then.
        }
    }

    private void fill(Chunk chunk) {
        chunk.length = 0;
        try {
            while (!closed && chunk.length < CHUNK_BYTES && !chunk.last) {
                int read = source.read(chunk.bytes, chunk.length, CHUNK_BYTES - chunk.length);
                chunk.last = read < 0;
                chunk.length += Math.max(0, read);
            }
        } catch (IOException e) {
            chunk.failure = e;
            chunk.last = true;
        } catch (RuntimeException | Error e) {
            // Whatever it is, the reader must not wait for ever.
            chunk.failure = new IOException("Reading ahead failed", e);
            chunk.last = true;
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        boolean interrupted = stop();
        source.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns whether the waiting was interrupted. */
    private boolean stop() {
        boolean interrupted = false;
        Thread running = thread;
        while (running != null && running.isAlive()) {
            running.interrupt();
            try {
                running.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        return interrupted;
    }
}
