package io.millrace.stream.mapping;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.formats.UnreadableSourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** The uncompressed bytes of a chunk, as its {@code content-encoding} header says. */
final class ChunkBytes {
    /** What a push may hold after inflating (contract, section 14). */
    static final int MAX_INFLATED_BYTES = 16 * 1024 * 1024;

    private static final String CONTENT_ENCODING = "content-encoding";

    private ChunkBytes() {}

    /** @throws UnreadableSourceException if the bytes cannot be inflated, or only to more than is allowed */
    static byte[] of(byte[] value, Headers headers) throws UnreadableSourceException {
        String encoding = contentEncoding(headers);
        return switch (encoding) {
            case "", "identity" -> value;
            case "gzip", "x-gzip" -> inflate(value);
            default ->
                throw new UnreadableSourceException(
                        "The content encoding \"" + encoding + "\" is not supported; send gzip or nothing");
        };
    }

    private static String contentEncoding(Headers headers) {
        for (Header header : headers) {
            if (header.key().equalsIgnoreCase(CONTENT_ENCODING) && header.value() != null) {
                return new String(header.value(), US_ASCII).strip().toLowerCase(java.util.Locale.ROOT);
            }
        }
        return "";
    }

    private static byte[] inflate(byte[] value) throws UnreadableSourceException {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(value))) {
            byte[] inflated = gzip.readNBytes(MAX_INFLATED_BYTES + 1);
            if (inflated.length > MAX_INFLATED_BYTES) {
                throw new UnreadableSourceException(
                        "The chunk inflates to more than " + MAX_INFLATED_BYTES + " bytes; send smaller chunks");
            }
            return inflated;
        } catch (UnreadableSourceException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableSourceException("The chunk is not valid gzip: " + e.getMessage(), e);
        }
    }
}
