package io.millrace.objects;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * An object's bytes over connections that may break: after a break it goes on where it stopped, provided the object is
 * still the same.
 */
final class ResumingInputStream extends InputStream {
    private static final int MAX_BREAKS_WITHOUT_PROGRESS = 5;
    private static final long FIRST_PAUSE_MILLIS = 100;

    /** Asks the store for the bytes from an offset on. */
    interface Opener {
        Body open(long offset, @Nullable String eTag) throws IOException;
    }

    /**
     * What the store answered.
     *
     * @param end the offset behind the object's last byte
     * @param eTag of the object
     * @param abort drops the connection; closing would read the rest first, however long
     */
    record Body(InputStream stream, long end, String eTag, Runnable abort) {}

    private final Opener opener;
    private @Nullable String eTag;
    private Body body;
    private long position;
    private int breaks;
    private boolean closed;

    private ResumingInputStream(Opener opener, long offset, @Nullable String eTag, Body body) {
        this.opener = opener;
        this.position = offset;
        this.eTag = eTag;
        this.body = body;
        takeETag();
    }

    static ResumingInputStream open(long offset, @Nullable String eTag, Opener opener) throws IOException {
        return new ResumingInputStream(opener, offset, eTag, opener.open(offset, eTag));
    }

    private void takeETag() {
        if (eTag == null && !body.eTag().isEmpty()) {
            eTag = body.eTag();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (closed) {
            throw new IOException("The stream is closed");
        }
        if (length == 0) {
            return 0;
        }
        while (position < body.end()) {
            int count = readOnce(target, offset, length);
            if (count > 0) {
                position += count;
                breaks = 0;
                return count;
            }
        }
        return -1;
    }

    /** @return 0 if the connection broke and there is a new one */
    private int readOnce(byte[] target, int offset, int length) throws IOException {
        try {
            int count = body.stream().read(target, offset, length);
            if (count > 0) {
                return count;
            }
            reopen(new IOException("The store ended the answer at byte " + position + " of " + body.end()));
        } catch (InterruptedIOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            reopen(e); // a time-out
        } catch (IOException | SdkException e) {
            reopen(e);
        }
        return 0;
    }

    private void reopen(Exception cause) throws IOException {
        while (true) {
            breaks++;
            if (breaks > MAX_BREAKS_WITHOUT_PROGRESS) {
                throw new StoreAccessException(
                        "The connection to the store broke " + MAX_BREAKS_WITHOUT_PROGRESS + " times at byte "
                                + position + ": " + cause.getMessage(),
                        cause);
            }
            body.abort().run();
            pause();
            try {
                body = opener.open(position, eTag);
                takeETag();
                return;
            } catch (StoreAccessException e) {
                e.addSuppressed(cause);
                cause = e;
            }
        }
    }

    private void pause() throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(FIRST_PAUSE_MILLIS << (breaks - 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for the store");
        }
    }

    @Override
    public int available() throws IOException {
        return closed ? 0 : body.stream().available();
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        if (position < body.end()) {
            body.abort().run();
        } else {
            body.stream().close();
        }
    }
}
