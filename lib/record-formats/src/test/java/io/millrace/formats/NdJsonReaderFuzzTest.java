package io.millrace.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.columns.RowSchema;
import io.millrace.model.FormatSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the reader with Jackson. The seed of a failure stands in its message; put it in to have it again. */
class NdJsonReaderFuzzTest {
    private static final int SOURCES = 3000;
    private static final RowSchema SCHEMA = JacksonReference.schema();

    private final long firstSeed = new Random().nextLong();

    @Test
    void anyLinesAreAcceptedRejectedAndDecodedAsJacksonDoes() throws IOException {
        for (long seed = firstSeed; seed != firstSeed + SOURCES; seed++) {
            Random random = new Random(seed);
            List<byte[]> lines = lines(random);
            byte[] source = join(lines, random.nextBoolean());
            SourceBuffer buffer = new SourceBuffer(new Pieces(source, random), 1 + random.nextInt(300), 1 << 20);

            Records records = Records.readAll(new NdJsonReader(buffer, SCHEMA), SCHEMA, 1 + random.nextInt(10));

            compare(records, lines, "seed " + seed);
        }
    }

    @Test
    void anArrayOfAnyObjectsIsReadLikeTheSameObjectsInLines() throws IOException {
        for (long seed = firstSeed; seed != firstSeed + SOURCES; seed++) {
            Random random = new Random(seed);
            RandomJson json = new RandomJson(random);
            List<byte[]> objects = new ArrayList<>();
            StringBuilder array = new StringBuilder(random.nextBoolean() ? "\n[" : "[");
            for (int i = random.nextInt(10); i >= 0; i--) {
                String object = json.object().strip();
                objects.add(object.getBytes(StandardCharsets.UTF_8));
                array.append(object.replace('\r', random.nextBoolean() ? '\n' : ' '))
                        .append(i == 0 ? "]" : " ,\n");
            }

            Records records = Records.ofFile(
                    new FormatSettings.NdJson(),
                    SCHEMA,
                    new Pieces(array.toString().getBytes(StandardCharsets.UTF_8), random),
                    1 + random.nextInt(300),
                    1 << 20,
                    1 + random.nextInt(10));

            compareRows(records, objects, "seed " + seed);
        }
    }

    private static List<byte[]> lines(Random random) {
        RandomJson json = new RandomJson(random);
        List<byte[]> lines = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            byte[] line = json.object().getBytes(StandardCharsets.UTF_8);
            lines.add(random.nextInt(3) == 0 ? json.corrupt(line) : line);
        }
        return lines;
    }

    private static byte[] join(List<byte[]> lines, boolean endLast) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < lines.size(); i++) {
            bytes.writeBytes(lines.get(i));
            if (endLast || i < lines.size() - 1) {
                bytes.write('\n');
            }
        }
        return bytes.toByteArray();
    }

    private static void compare(Records records, List<byte[]> lines, String seed) {
        compareRows(records, lines, seed);
        List<String> rejected = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        List<Long> offsets = new ArrayList<>();
        long offset = 0;
        for (byte[] line : lines) {
            String text = new String(line, StandardCharsets.UTF_8);
            if (!isBlank(line)) {
                boolean good = JacksonReference.read(line, SCHEMA) != null;
                (good ? accepted : rejected).add(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
                if (good) {
                    offsets.add(offset);
                }
            }
            offset += line.length + 1;
        }
        assertThat(records.rejectedTexts()).as(seed).isEqualTo(rejected);
        assertThat(records.payloads).as(seed).isEqualTo(accepted);
        assertThat(records.byteOffsets).as(seed).isEqualTo(offsets);
    }

    private static void compareRows(Records records, List<byte[]> lines, String seed) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        List<Boolean> warnings = new ArrayList<>();
        for (byte[] line : lines) {
            JacksonReference.Row row = JacksonReference.read(line, SCHEMA);
            if (row != null) {
                rows.add(row.values());
                warnings.add(row.warning());
            }
        }
        assertThat(records.rows).as(seed).isEqualTo(rows);
        assertThat(records.warnings).as(seed).isEqualTo(warnings);
    }

    private static boolean isBlank(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1).matches("[ \\t\\r]*");
    }
}
