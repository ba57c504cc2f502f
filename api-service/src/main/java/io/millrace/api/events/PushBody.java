package io.millrace.api.events;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of one push, checked for size and for sound compression, otherwise untouched.
 *
 * @param bytes as they came
 * @param gzip whether they are gzipped
 */
record PushBody(byte[] bytes, boolean gzip) {
    /** What is wrong with a body. */
    sealed interface Refusal {
        String message();

        record TooLarge(String message) implements Refusal {}

        record Malformed(String message) implements Refusal {}
    }

    /** A body that is not taken. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        private final transient Refusal refusal;

        RefusedException(Refusal refusal) {
            super(refusal.message());
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    /**
     * Reads no more than the limit allows, whatever the client claims or sends.
     *
     * @param contentLength -1 if unknown
     * @param contentEncoding of the request; null: none
     */
    static PushBody read(
            InputStream in, long contentLength, @Nullable String contentEncoding, int maxBytes, long maxInflatedBytes)
            throws IOException, RefusedException {
        boolean gzip = isGzip(contentEncoding);
        if (contentLength > maxBytes) {
            throw tooLarge(maxBytes);
        }
        byte[] bytes = in.readNBytes(maxBytes + 1);
        if (bytes.length > maxBytes) {
            throw tooLarge(maxBytes);
        }
        if (gzip && bytes.length > 0) {
            requireSound(bytes, maxInflatedBytes);
        }
        return new PushBody(bytes, gzip);
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    private static boolean isGzip(@Nullable String contentEncoding) throws RefusedException {
        String encoding =
                contentEncoding == null ? "identity" : contentEncoding.strip().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "identity", "" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                throw new RefusedException(new Refusal.Malformed(
                        "Content-Encoding \"" + encoding + "\" is not supported; send gzip or no encoding."));
        };
    }

    private static void requireSound(byte[] bytes, long maxInflatedBytes) throws RefusedException {
        byte[] scratch = new byte[64 * 1024];
        long inflated = 0;
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes), 64 * 1024)) {
            for (int n = in.read(scratch); n >= 0; n = in.read(scratch)) {
                inflated += n;
                if (inflated > maxInflatedBytes) {
                    throw new RefusedException(new Refusal.TooLarge("The body is larger than " + maxInflatedBytes
                            + " bytes once inflated. Send fewer events per request."));
                }
            }
        } catch (IOException e) {
            throw new RefusedException(new Refusal.Malformed(
                    "The body is not sound gzip, as its Content-Encoding says: " + e.getMessage()));
        }
    }

    private static RefusedException tooLarge(int maxBytes) {
        return new RefusedException(
                new Refusal.TooLarge("The body is larger than " + maxBytes + " bytes. Send fewer events per request."));
    }
}
