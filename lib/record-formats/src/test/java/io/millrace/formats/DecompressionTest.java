package io.millrace.formats;

import static io.millrace.formats.Records.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.columns.RowSchema;
import io.millrace.model.Compression;
import io.millrace.model.DataType;
import io.millrace.model.FormatSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DecompressionTest {
    private static final RowSchema N = schema("n", DataType.LONG);

    private static Records read(byte[] stored, @Nullable Compression declared) throws IOException {
        return read(new ByteArrayInputStream(stored), declared);
    }

    private static Records read(InputStream stored, @Nullable Compression declared) throws IOException {
        return Records.readAll(RecordFormats.ofFile(new FormatSettings.NdJson(), N, stored, declared), N, 1000);
    }

    private static byte[] lines(int from, int to) {
        StringBuilder lines = new StringBuilder();
        LongStream.range(from, to)
                .forEach(n -> lines.append("{\"n\":").append(n).append("}\n"));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    private static void assertRows(Records records, int count) {
        assertThat(records.values())
                .isEqualTo(LongStream.range(0, count).boxed().toList());
        assertThat(records.rejected).isEmpty();
    }

    @Test
    void whatTheBytesBeginWithDecidesWhateverIsDeclared() throws IOException {
        byte[] plain = lines(0, 1000);
        for (Compression declared :
                new @Nullable Compression[] {null, Compression.NONE, Compression.GZIP, Compression.ZSTD}) {
            assertRows(read(plain, declared), 1000);
            assertRows(read(gzip(plain), declared), 1000);
        }
    }

    @Test
    void anEmptySourceHasNoRecordsWhateverIsDeclared() throws IOException {
        assertRows(read(new byte[0], Compression.GZIP), 0);
        assertRows(read(gzip(new byte[0]), null), 0);
    }

    @Test
    void allMembersAreReadEvenIfTheStreamDeniesThatMoreIsAvailable() throws IOException {
        byte[] stored = join(gzip(lines(0, 300_000)), gzip(new byte[0]), gzip(lines(300_000, 300_001)), new byte[512]);
        InputStream reluctant = new ByteArrayInputStream(stored) {
            @Override
            public synchronized int available() {
                return 0;
            }

            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 10));
            }
        };

        assertRows(read(reluctant, null), 300_001);
    }

    @Test
    void optionalPartsOfTheGzipHeaderAreSkipped() throws IOException {
        byte[] member = gzip(lines(0, 3));
        byte[] header = HexFormat.of().parseHex("1f8b081e00000000000303004142436e616d650063006162");

        assertRows(read(join(header, Arrays.copyOfRange(member, 10, member.length)), null), 3);
    }

    @Test
    void truncatedGzipIsUnreadableAfterTheRecordsBeforeTheCut() throws IOException {
        byte[] whole = gzip(lines(0, 500_000));
        for (int length : new int[] {11, whole.length / 2, whole.length - 8, whole.length - 1}) {
            byte[] cut = Arrays.copyOf(whole, length);
            RecordBatch batch = new RecordBatch(N, 1000);
            long rows = 0;
            try (RecordReader reader =
                    RecordFormats.ofFile(new FormatSettings.NdJson(), N, new ByteArrayInputStream(cut), null)) {
                try {
                    while (reader.read(batch)) {
                        rows += batch.rows().rows();
                    }
                    throw new AssertionError("The cut at " + length + " went unnoticed");
                } catch (UnreadableSourceException e) {
                    assertThat(e)
                            .hasMessageStartingWith("The gzip data is cut off after " + length + " compressed bytes");
                }
            }
            assertThat(rows).isEqualTo(length == 11 ? 0 : length == whole.length / 2 ? rows : 500_000);
            assertThat(rows > 0).isEqualTo(length > 11);
        }
    }

    @Test
    void anyFlippedBitInTheDataOrTheTrailerIsNoticed() {
        byte[] good = gzip(lines(0, 200));
        for (int i = 10; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x10;

            assertThatThrownBy(() -> read(bad, null))
                    .isInstanceOf(UnreadableSourceException.class)
                    .hasMessageStartingWith("The gzip data is ");
        }
    }

    @Test
    void somethingElseBehindTheCompressedDataIsNoticed() {
        byte[] stored = join(gzip(lines(0, 2)), lines(2, 3));

        assertThatThrownBy(() -> read(stored, null))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("something else follows the compressed data");
    }

    @Test
    void otherCompressionsAreRefusedByName() {
        assertRefused("425a6839314159265359", "The source is bzip2.");
        assertRefused("fd377a585a00", "The source is xz.");
        assertRefused("28b52ffd", "The source is Zstandard.");
        assertRefused("ff060000734e61507059", "The source is framed Snappy.");
        assertRefused("504b0304", "The source is a ZIP archive.");
        assertThatThrownBy(() -> read(HexFormat.of().parseHex("504b0304"), Compression.GZIP))
                .hasMessage("The source is a ZIP archive, although it is declared as \"gz\"."
                        + " It can be read uncompressed or as gzip; convert it and try again.");
    }

    private static void assertRefused(String start, String message) {
        assertThatThrownBy(() -> read(HexFormat.of().parseHex(start), null))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void textThatOnlyBeginsLikeBzip2IsRead() throws IOException {
        Records records =
                Records.ofFile(FormatSettings.Csv.DEFAULT, schema("BZh9", DataType.LONG), "BZh9,n,o,p\n1,2\n");

        assertThat(records.values()).containsExactly(1L);
    }

    @Test
    void closingInTheMiddleStopsTheReadingThreadAndClosesTheSource() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream stored = new ByteArrayInputStream(gzip(lines(0, 1_000_000))) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        RecordReader reader = RecordFormats.ofFile(new FormatSettings.NdJson(), N, stored, null);
        reader.read(new RecordBatch(N, 10));

        reader.close();

        assertThat(closed).isTrue();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("read-ahead");
    }

    @Test
    void aFailureInTheReadingThreadReachesTheReader() {
        byte[] stored = gzip(lines(0, 1000));
        InputStream broken = new BrokenOff(Arrays.copyOf(stored, stored.length / 2));

        assertThatThrownBy(() -> read(broken, null))
                .isInstanceOf(IOException.class)
                .hasMessage("broken off");
    }
}
