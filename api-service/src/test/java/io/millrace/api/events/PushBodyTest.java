package io.millrace.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.api.events.PushBody.Refusal;
import io.millrace.api.events.PushBody.RefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushBodyTest {
    private static final int MAX = 1024;
    private static final long MAX_INFLATED = 4096;

    @Test
    void aPlainBodyStaysAsItIs() throws Exception {
        byte[] bytes = "{\"a\":1}\r\n\n{\"a\":2}".getBytes(StandardCharsets.UTF_8);

        PushBody body = read(bytes, null);

        assertThat(body.bytes()).isEqualTo(bytes);
        assertThat(body.gzip()).isFalse();
    }

    @Test
    void aGzippedBodyIsCheckedAndStaysGzipped() throws Exception {
        byte[] zipped = gzip("{\"a\":1}\n".getBytes(StandardCharsets.UTF_8));

        PushBody body = read(zipped, "gzip");

        assertThat(body.bytes()).isEqualTo(zipped);
        assertThat(body.gzip()).isTrue();
    }

    @Test
    void theLimitItselfIsAllowedAndOneByteMoreIsNot() throws Exception {
        assertThat(read(new byte[MAX], null).bytes()).hasSize(MAX);

        assertThat(refusalOf(new byte[MAX + 1], null)).isInstanceOf(Refusal.TooLarge.class);
    }

    @Test
    void anAnnouncedLengthOverTheLimitIsRefusedUnread() {
        InputStream unread = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("was read");
            }
        };

        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> PushBody.read(unread, MAX + 1, null, MAX, MAX_INFLATED))
                .satisfies(e -> assertThat(e.refusal()).isInstanceOf(Refusal.TooLarge.class));
    }

    @Test
    void aBombIsRefusedOnceItHasInflatedTooFar() throws Exception {
        byte[] bomb = gzip(new byte[200_000]);

        assertThat(bomb.length).isLessThan(MAX);
        assertThat(refusalOf(bomb, "gzip")).isInstanceOf(Refusal.TooLarge.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 12, 20})
    void aCutGzipBodyIsMalformed(int cut) throws Exception {
        byte[] zipped = gzip("{\"a\":1}\n{\"a\":2}\n".getBytes(StandardCharsets.UTF_8));

        assertThat(refusalOf(Arrays.copyOf(zipped, zipped.length - cut), "gzip"))
                .isInstanceOf(Refusal.Malformed.class);
    }

    @Test
    void anEmptyBodyIsFine() throws Exception {
        assertThat(read(new byte[0], "gzip").isEmpty()).isTrue();
    }

    @Test
    void anUnknownEncodingIsNamed() throws Exception {
        assertThat(refusalOf(new byte[1], "br").message()).contains("\"br\"");
    }

    private static PushBody read(byte[] bytes, @Nullable String encoding) throws IOException, RefusedException {
        return PushBody.read(new ByteArrayInputStream(bytes), -1, encoding, MAX, MAX_INFLATED);
    }

    private static Refusal refusalOf(byte[] bytes, @Nullable String encoding) throws IOException {
        try {
            read(bytes, encoding);
        } catch (RefusedException e) {
            return e.refusal();
        }
        throw new AssertionError("was accepted");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
