package io.millrace.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.columns.RowSchema;
import io.millrace.model.DataType;
import io.millrace.model.FormatSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Compares the reader with a plain one. The seed of a failure stands in its message; put it in to have it again. */
class CsvReaderFuzzTest {
    private static final int SOURCES = 20_000;
    private static final String[] DELIMITERS = {",", "\t", "::", "ab", "€", "\u0001", "|||"};
    private static final String[] PIECES = {
        "\"", "\"", "\"\"", "\n", "\n", "\r\n", "\r", "a", "b", ":", "|", "some longer text", "é", "€", " ", ""
    };
    private static final RowSchema SCHEMA =
            Records.schema("a", DataType.STRING, "b", DataType.STRING, "c", DataType.STRING);

    @Test
    void anyTextIsReadByTheRules() throws IOException {
        long firstSeed = new Random().nextLong();
        for (long seed = firstSeed; seed != firstSeed + SOURCES; seed++) {
            Random random = new Random(seed);
            String delimiter = DELIMITERS[random.nextInt(DELIMITERS.length)];
            String text = text(random, delimiter);

            Records records = Records.ofFile(
                    new FormatSettings.Csv(List.of("a", "b", "c"), delimiter, "\u0001", 0),
                    SCHEMA,
                    new Pieces(text.getBytes(StandardCharsets.UTF_8), random),
                    1 + random.nextInt(100),
                    1 << 20,
                    1 + random.nextInt(10));

            CsvReference expected = new CsvReference(text, delimiter, 3);
            assertThat(records.rows).as("seed %d", seed).isEqualTo(expected.rows);
            assertThat(records.rejectedTexts()).as("seed %d", seed).isEqualTo(expected.rejected);
        }
    }

    @Test
    void anyValuesThatAreWrittenByTheRulesAreReadBack() throws IOException {
        long firstSeed = new Random().nextLong();
        for (long seed = firstSeed; seed != firstSeed + SOURCES; seed++) {
            Random random = new Random(seed);
            String delimiter = DELIMITERS[random.nextInt(DELIMITERS.length)];
            List<List<@Nullable String>> rows = new ArrayList<>();
            StringBuilder text = new StringBuilder("a" + delimiter + "\"b\"" + delimiter + "c");
            // A delimiter that is part of a name cannot be told from the delimiter.
            boolean headed = !delimiter.equals("ab");
            text.setLength(headed ? text.length() : 0);
            for (int i = random.nextInt(8); i >= 0; i--) {
                List<@Nullable String> row = row(random, delimiter);
                rows.add(row);
                text.append(text.length() == 0 ? "" : random.nextBoolean() ? "\n" : "\r\n")
                        .append(write(row, delimiter));
            }

            Records records = Records.ofFile(
                    new FormatSettings.Csv(headed ? List.of() : List.of("a", "b", "c"), delimiter, "\u0001", 0),
                    SCHEMA,
                    new Pieces(text.toString().getBytes(StandardCharsets.UTF_8), random),
                    1 + random.nextInt(100),
                    1 << 20,
                    1 + random.nextInt(10));

            assertThat(records.rows).as("seed %d", seed).isEqualTo(rows);
            assertThat(records.rejected).as("seed %d", seed).isEmpty();
        }
    }

    private static String text(Random random, String delimiter) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append(random.nextInt(4) == 0 ? delimiter : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static List<@Nullable String> row(Random random, String delimiter) {
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            row.add(random.nextInt(4) == 0 ? null : text(random, delimiter));
        }
        return row;
    }

    private static String write(List<@Nullable String> row, String delimiter) {
        List<String> values = new ArrayList<>();
        for (String value : row) {
            boolean plain = value != null
                    && value.matches("[a: é]*")
                    && !value.isEmpty()
                    && !value.contains(delimiter)
                    && !delimiter.startsWith(":")
                    && !delimiter.startsWith("a");
            values.add(value == null ? "" : plain ? value : "\"" + value.replace("\"", "\"\"") + "\"");
        }
        return String.join(delimiter, values);
    }
}
