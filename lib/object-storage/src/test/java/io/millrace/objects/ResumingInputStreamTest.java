package io.millrace.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResumingInputStreamTest {
    private static final byte[] OBJECT = new byte[10_000];

    static {
        new Random(7).nextBytes(OBJECT);
    }

    private final List<String> openings = new ArrayList<>();

    @Test
    void aBrokenConnectionIsReplacedByOneThatStartsWhereItBroke() throws IOException {
        InputStream stream = ResumingInputStream.open(0, null, breakingAfter(3000));

        assertThat(stream.readAllBytes()).isEqualTo(OBJECT);
        assertThat(openings).containsExactly("0 null", "3000 v1", "6000 v1", "9000 v1");
    }

    @Test
    void anAnswerThatEndsTooEarlyIsContinued() throws IOException {
        ResumingInputStream.Opener endsEarly = (offset, eTag) -> {
            openings.add(offset + " " + eTag);
            return body(new ByteArrayInputStream(OBJECT, (int) offset, (int) Math.min(6000, OBJECT.length - offset)));
        };

        assertThat(ResumingInputStream.open(1000, "v1", endsEarly).readAllBytes())
                .isEqualTo(Arrays.copyOfRange(OBJECT, 1000, OBJECT.length));
        assertThat(openings).containsExactly("1000 v1", "7000 v1");
    }

    @Test
    void aConnectionThatKeepsBreakingAtOnePlaceIsGivenUp() throws IOException {
        InputStream stream = ResumingInputStream.open(0, null, breakingAfter(0));

        assertThatThrownBy(stream::read)
                .isInstanceOf(StoreAccessException.class)
                .hasMessageContaining("at byte 0")
                .hasMessageContaining("Connection reset");
    }

    @Test
    void anObjectThatChangedMeanwhileIsNotContinued() throws IOException {
        ResumingInputStream.Opener changes = (offset, eTag) -> {
            if (offset > 0) {
                throw new ObjectChangedException("bucket", "key");
            }
            return breakingAfter(100).open(offset, eTag);
        };
        InputStream stream = ResumingInputStream.open(0, null, changes);

        assertThatThrownBy(stream::readAllBytes).isInstanceOf(ObjectChangedException.class);
    }

    @Test
    void aStreamThatIsClosedEarlyDropsTheConnectionInsteadOfReadingTheRest() throws IOException {
        List<String> ends = new ArrayList<>();
        InputStream endless = new ByteArrayInputStream(OBJECT) {
            @Override
            public void close() {
                ends.add("closed");
            }
        };
        InputStream stream = ResumingInputStream.open(
                0,
                null,
                (offset, eTag) ->
                        new ResumingInputStream.Body(endless, OBJECT.length, "v1", () -> ends.add("aborted")));
        assertThat(stream.read()).isEqualTo(OBJECT[0] & 0xFF);

        stream.close();

        assertThat(ends).containsExactly("aborted");
        assertThatThrownBy(stream::read).isInstanceOf(IOException.class);
    }

    private ResumingInputStream.Opener breakingAfter(int bytes) {
        return (long offset, @Nullable String eTag) -> {
            openings.add(offset + " " + eTag);
            return body(new BreakingStream((int) offset, bytes));
        };
    }

    private static ResumingInputStream.Body body(InputStream stream) {
        return new ResumingInputStream.Body(stream, OBJECT.length, "v1", () -> {});
    }

    /** The object from an offset on, over a connection that breaks. */
    private static final class BreakingStream extends ByteArrayInputStream {
        private int left;

        BreakingStream(int offset, int left) {
            super(OBJECT, offset, OBJECT.length - offset);
            this.left = left;
        }

        @Override
        public synchronized int read(byte[] target, int offset, int length) {
            if (left == 0) {
                throw sneaky(new SocketException("Connection reset"));
            }
            int count = super.read(target, offset, Math.min(left, length));
            left -= Math.max(count, 0);
            return count;
        }

        @SuppressWarnings("unchecked")
        private static <E extends Exception> RuntimeException sneaky(Exception e) throws E {
            throw (E) e;
        }
    }
}
