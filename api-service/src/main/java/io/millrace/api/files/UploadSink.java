package io.millrace.api.files;

import io.millrace.objects.ObjectStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests bytes on their way into an object. Failures of the store are unchecked: callers tell them apart. */
final class UploadSink extends OutputStream {
    private static final int BUFFER_BYTES = 256 * 1024;

    private final ObjectStore.Upload upload;
    private final MessageDigest digest = newMd5();
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int buffered;
    private long bytes;

    UploadSink(ObjectStore.Upload upload) {
        this.upload = upload;
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        int done = 0;
        while (done < length) {
            int count = Math.min(length - done, buffer.length - buffered);
            System.arraycopy(source, offset + done, buffer, buffered, count);
            buffered += count;
            done += count;
            if (buffered == buffer.length) {
                flush();
            }
        }
    }

    @Override
    public void flush() {
        try {
            digest.update(buffer, 0, buffered);
            upload.write(ByteBuffer.wrap(buffer, 0, buffered));
            bytes += buffered;
            buffered = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The upload outlives its sink. */
    @Override
    public void close() {}

    long bytes() {
        return bytes;
    }

    /** Upper-case hexadecimal; asked for once, at the end. */
    String md5() {
        return HexFormat.of().withUpperCase().formatHex(digest.digest());
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
