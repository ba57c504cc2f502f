package io.millrace.api.preview;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The beginning of a stream. Where it is cut it fails rather than ends, so that no half record passes for a whole one. */
final class SampleInput extends FilterInputStream {
    private final long deadline;
    private long room;
    private volatile boolean cut;

    /** @param deadline of {@link System#nanoTime} */
    SampleInput(InputStream whole, long maxBytes, long deadline) {
        super(whole);
        this.room = maxBytes;
        this.deadline = deadline;
    }

    /** Whether reading failed because the sample is over. */
    boolean isCut() {
        return cut;
    }

    @Override
    public int read() throws IOException {
        byte[] single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (room <= 0 || System.nanoTime() - deadline >= 0) {
            cut = true;
            throw new IOException("The sample is over");
        }
        int count = in.read(target, offset, (int) Math.min(length, room));
        room -= Math.max(0, count);
        return count;
    }

    @Override
    public long skip(long bytes) throws IOException {
        return bytes <= 0 ? 0 : Math.max(0, read(new byte[(int) Math.min(bytes, 8192)]));
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
