package io.millrace.formats;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Fails where the bytes end. */
final class BrokenOff extends InputStream {
    private final ByteArrayInputStream bytes;

    BrokenOff(byte[] bytes) {
        this.bytes = new ByteArrayInputStream(bytes);
    }

    @Override
    public int read() throws IOException {
        int next = bytes.read();
        if (next < 0) {
            throw new IOException("broken off");
        }
        return next;
    }
}
