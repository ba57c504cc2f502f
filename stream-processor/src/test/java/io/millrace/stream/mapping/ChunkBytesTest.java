package io.millrace.stream.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.formats.UnreadableSourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ChunkBytesTest {
    private static final byte[] EVENT = "{\"a\":1}".getBytes(UTF_8);

    @Test
    void bytesWithoutAnEncodingAreTakenAsTheyAre() throws Exception {
        assertThat(ChunkBytes.of(EVENT, new RecordHeaders())).isEqualTo(EVENT);
    }

    @Test
    void gzipIsInflatedWhateverTheCaseOfItsHeader() throws Exception {
        assertThat(ChunkBytes.of(gzip(EVENT), encoding("Content-Encoding", "GZIP")))
                .isEqualTo(EVENT);
    }

    @Test
    void brokenGzipIsUnreadable() {
        assertThatThrownBy(() -> ChunkBytes.of(EVENT, encoding("content-encoding", "gzip")))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("not valid gzip");
    }

    @Test
    void truncatedGzipIsUnreadable() throws Exception {
        byte[] whole = gzip(new byte[10_000]);
        byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);

        assertThatThrownBy(() -> ChunkBytes.of(half, encoding("content-encoding", "gzip")))
                .isInstanceOf(UnreadableSourceException.class);
    }

    @Test
    void aBombIsUnreadable() throws Exception {
        byte[] bomb = gzip(new byte[ChunkBytes.MAX_INFLATED_BYTES + 1]);

        assertThatThrownBy(() -> ChunkBytes.of(bomb, encoding("content-encoding", "gzip")))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("more than 16777216 bytes");
    }

    @Test
    void anUnknownEncodingIsNamed() {
        assertThatThrownBy(() -> ChunkBytes.of(EVENT, encoding("content-encoding", "br")))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("\"br\"");
    }

    private static RecordHeaders encoding(String name, String value) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(name, value.getBytes(UTF_8));
        return headers;
    }

    static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        }
        return compressed.toByteArray();
    }
}
