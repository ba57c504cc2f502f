package io.millrace.formats;

import java.io.ByteArrayInputStream;
import java.util.Random;

/** A source that comes in pieces of random length. */
final class Pieces extends ByteArrayInputStream {
    private final Random random;

    Pieces(byte[] bytes, Random random) {
        super(bytes);
        this.random = random;
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1 + random.nextInt(40)));
    }
}
