package io.millrace.formats;

import static io.millrace.formats.Records.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.columns.RowSchema;
import io.millrace.model.DataType;
import io.millrace.model.ErrorCode;
import io.millrace.model.FormatSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NdJsonReaderTest {
    private static final FormatSettings ND_JSON = new FormatSettings.NdJson();
    private static final RowSchema NAME = schema("name", DataType.STRING);

    private static Records read(RowSchema schema, String text) throws IOException {
        return Records.ofFile(ND_JSON, schema, text);
    }

    private static List<?> readAs(DataType type, String values) throws IOException {
        StringBuilder lines = new StringBuilder();
        values.lines().forEach(value -> lines.append("{\"v\":").append(value).append("}\n"));
        return read(schema("v", type), lines.toString()).values();
    }

    private static String only(List<String> texts) {
        assertThat(texts).hasSize(1);
        return texts.get(0);
    }

    @Test
    void onlyDeclaredFieldsAreRead() throws IOException {
        Records records = read(
                schema("n", DataType.LONG, "name", DataType.STRING),
                "{\"name\":\"a\",\"other\":[1,{\"n\":5}],\"n\":7}\n{\"n\":8,\"name\":\"b\",\"nn\":9}\n");

        assertThat(records.rows).containsExactly(List.of(7L, "a"), List.of(8L, "b"));
    }

    @Test
    void aMissingFieldAndANullAreNullWithoutAWarning() throws IOException {
        Records records = read(schema("a", DataType.LONG), "{}\n{\"a\":null}\n{\"A\":1}\n");

        assertThat(records.values()).containsExactly(null, null, null);
        assertThat(records.warnings).containsOnly(false);
    }

    @Test
    void theLastOfSeveralEqualNamesWins() throws IOException {
        Records records = read(NAME, "{\"name\":\"a\",\"name\":[1]}\n{\"name\":\"a\",\"n\\u0061me\":null}\n");

        assertThat(records.values()).containsExactly("[1]", null);
    }

    @Test
    void blankLinesCarriageReturnsAndTheByteOrderMarkAreNotPartOfRecords() throws IOException {
        Records records = read(NAME, "\ufeff{\"name\":\"a\"}\r\n\n \t\r\n{\"name\":\"b\"}");

        assertThat(records.values()).containsExactly("a", "b");
        assertThat(records.recordNumbers).containsExactly(1L, 2L);
        assertThat(records.byteOffsets).containsExactly(3L, 22L);
        assertThat(records.payloads).containsExactly("{\"name\":\"a\"}", "{\"name\":\"b\"}");
        assertThat(records.bytes).isEqualTo(24);
    }

    @Test
    void aLineThatIsNotJsonIsRejectedAndItsNeighboursAreKept() throws IOException {
        Records records = read(NAME, "{\"name\":\"a\"}\nnot json\n{\"name\":\"b\"}\n");

        assertThat(records.values()).containsExactly("a", "b");
        assertThat(records.recordNumbers).containsExactly(1L, 3L);
        RejectedRecord rejected = records.rejected.get(0);
        assertThat(rejected.code()).isEqualTo(ErrorCode.CANNOT_PARSE_SOURCE);
        assertThat(rejected.recordNumber()).isEqualTo(2);
        assertThat(rejected.byteOffset()).isEqualTo(13);
        assertThat(rejected.message()).isEqualTo("Expected a JSON object at column 1 but found 'n'");
        assertThat(records.rejectedTexts()).containsExactly("not json");
    }

    @Test
    void messagesSayWhatWasFoundAndInWhichColumn() throws IOException {
        assertThat(only(read(NAME, "{\"a\" 1}").messages()))
                .isEqualTo("Expected ':' after the field name at column 6 but found '1'");
        assertThat(only(read(NAME, "{\"ä\":1} x").messages()))
                .isEqualTo("Expected nothing after the JSON object at column 9 but found 'x'");
        assertThat(only(read(NAME, "{\"a\":1").messages()))
                .isEqualTo("Expected ',' or '}' at column 7 but the record ends there");
        assertThat(only(read(NAME, "{\"a\":\"\u0001\"}").messages()))
                .isEqualTo("Expected the string's closing quote at column 7 but found the control character U+0001");
        assertThat(only(read(NAME, "{\"a\":é}").messages())).isEqualTo("Expected a value at column 6 but found 'é'");
        assertThat(only(read(NAME, "{\"a\":1,}").messages()))
                .isEqualTo("Expected a field name in double quotes at column 8 but found '}'");
        assertThat(only(read(NAME, "{\"a\":01}").messages()))
                .isEqualTo("Expected no digit after a leading zero at column 7 but found '1'");
        assertThat(only(read(NAME, "{\"a\":tru}").messages())).isEqualTo("Expected \"true\" at column 9 but found '}'");
        assertThat(only(read(NAME, "{\"a\":\"\\x\"}").messages()))
                .isEqualTo("Expected one of \"\\/bfnrtu after the backslash at column 8 but found 'x'");
    }

    @Test
    void skippedValuesMustBeWellFormedToo() throws IOException {
        Records records = read(NAME, """
                {"a":[1,2,],"name":"x"}
                {"a":{"b"},"name":"x"}
                {"a":[}],"name":"x"}
                {"a":1.,"name":"x"}
                {"a":-,"name":"x"}
                {"a":.5,"name":"x"}
                {"a":1e,"name":"x"}
                {"a":NaN,"name":"x"}
                {"a":'x',"name":"x"}
                {"a":"\\ud8","name":"x"}
                {"a":[[],{},[{}],""],"name":"good"}
                """);

        assertThat(records.rejected).hasSize(10);
        assertThat(records.values()).containsExactly("good");
    }

    @Test
    void valuesMayBeNestedAHundredLevelsDeep() throws IOException {
        String deepest = "{\"a\":" + "[".repeat(99) + "]".repeat(99) + "}";
        String tooDeep = "{\"a\":" + "[".repeat(100) + "]".repeat(100) + "}";

        Records records = read(schema("a", DataType.STRING), deepest + "\n" + tooDeep);

        assertThat(records.values()).containsExactly("[".repeat(99) + "]".repeat(99));
        assertThat(only(records.messages()))
                .isEqualTo("Objects and arrays are nested deeper than 100 levels at column 105");
    }

    @Test
    void escapesAreResolvedAndHalfASurrogatePairIsReplaced() throws IOException {
        List<?> values = readAs(DataType.STRING, """
                "\\"\\\\\\/\\b\\f\\n\\r\\t"
                "\\u00e4\\u20AC\\ud83d\\ude00"
                "a\\ud83db"
                "\\ude00\\ud83d"
                "\\ud83d\\ud83d\\ude00"
                """);

        assertThat(values).isEqualTo(List.of("\"\\/\b\f\n\r\t", "ä€😀", "a\ufffdb", "\ufffd\ufffd", "\ufffd😀"));
    }

    @Test
    void textThatIsNotUtf8IsRejected() throws IOException {
        for (String bytes : List.of("c0af", "eda080", "f4908080", "c3", "80", "e282", "f8888080")) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            line.writeBytes("{\"x\":\"ä".getBytes(StandardCharsets.UTF_8));
            line.writeBytes(HexFormat.of().parseHex(bytes));
            line.writeBytes("\"}\n{\"name\":\"b\"}\n".getBytes(StandardCharsets.UTF_8));

            Records records = Records.ofFile(ND_JSON, NAME, line.toByteArray());

            assertThat(records.values()).containsExactly("b");
            assertThat(only(records.messages()))
                    .isEqualTo(
                            "The text is not valid UTF-8: byte 0x%s at column 8",
                            bytes.substring(0, 2).toUpperCase(Locale.ROOT));
        }
    }

    @Test
    void stringsTakeNumbersAndBooleansAsWrittenAndNestedValuesAsCompactJson() throws IOException {
        List<?> values =
                readAs(DataType.STRING, "1.50\n1e3\ntrue\nfalse\n\"\"\n{ \"a b\" : [ 1 , \"\\\" ,\" ] }\n[ ]\n");

        assertThat(values).isEqualTo(List.of("1.50", "1e3", "true", "false", "", "{\"a b\":[1,\"\\\" ,\"]}", "[]"));
    }

    @Test
    void jsonKeepsTheTextOfAnyValue() throws IOException {
        List<?> values = readAs(DataType.JSON, "\"a\\u00e4 b\"\n1.0\ntrue\n[ 1, {} ]\n\"x\"\n");

        assertThat(values).isEqualTo(List.of("\"a\\u00e4 b\"", "1.0", "true", "[1,{}]", "\"x\""));
    }

    @Test
    void longsTakeNumbersNumericTextsAndBooleansAndCutFractionsOff() throws IOException {
        List<?> values = readAs(DataType.LONG, """
                42
                -1.9
                1.5e3
                125e-1
                9223372036854775807
                -9223372036854775808
                0.12345678901234567890123
                123456789012345678901234567890e-20
                -0
                true
                false
                "12"
                " +7 "
                "1.9"
                "\\u0031"
                0e999999999999
                """);

        assertThat(values)
                .isEqualTo(List.of(
                        42L,
                        -1L,
                        1500L,
                        12L,
                        Long.MAX_VALUE,
                        Long.MIN_VALUE,
                        0L,
                        1234567890L,
                        0L,
                        1L,
                        0L,
                        12L,
                        7L,
                        1L,
                        1L,
                        0L));
    }

    @Test
    void whatDoesNotFitTheTypeIsNullWithAWarning() throws IOException {
        Records records = read(
                schema("l", DataType.LONG, "d", DataType.DOUBLE, "f", DataType.FLOAT, "t", DataType.TIMESTAMP), """
                {"l":9223372036854775808}
                {"l":-9223372036854775809}
                {"l":"12a"}
                {"l":""}
                {"l":[1]}
                {"l":1e19}
                {"d":"x"}
                {"d":true}
                {"d":1e999}
                {"d":{}}
                {"d":"NaN"}
                {"f":1e39}
                {"t":"soon"}
                {"t":true}
                {"t":[]}
                """);

        assertThat(records.rows).allSatisfy(row -> assertThat(row).containsOnlyNulls());
        assertThat(records.warnings).hasSize(15).containsOnly(true);
    }

    @Test
    void doublesAreTheNearestOnesToTheirText() throws IOException {
        String texts = """
                0.1
                -0.0
                1e22
                1e23
                123456789012345678
                2.2250738585072011e-308
                0.3000000000000000444089209850062616169452667236328125
                9007199254740993
                1.7976931348623157e308
                4.9e-324
                """;

        List<?> values = readAs(DataType.DOUBLE, texts);

        assertThat(values).isEqualTo(texts.lines().map(Double::parseDouble).toList());
    }

    @Test
    void timestampsAreMillisecondsOrIsoTexts() throws IOException {
        List<?> values = readAs(
                DataType.TIMESTAMP,
                "1442016000000\n\"1442016000000\"\n\"2015-09-12T00:00:00.000Z\"\n\"2015-09-12\"\n1.9\n-5\n");

        assertThat(values).isEqualTo(List.of(1442016000000L, 1442016000000L, 1442016000000L, 1442016000000L, 1L, -5L));
    }

    @Test
    void aRecordAboveTheLimitIsRejectedAndReadingGoesOnBehindIt() throws IOException {
        int limit = SourceBuffer.MAX_RECORD_BYTES;
        String exact = "{\"name\":\"" + "x".repeat(limit - 11) + "\"}";
        String text =
                "{\"name\":\"a\"}\r\n" + exact + "\r\n" + exact + " \n" + exact + exact + exact + "\n{\"name\":\"b\"}";

        Records records = read(NAME, text);

        assertThat(records.values()).containsExactly("a", "x".repeat(limit - 11), "b");
        assertThat(records.recordNumbers).containsExactly(1L, 2L, 5L);
        assertThat(records.byteOffsets).endsWith((long) text.lastIndexOf('{'));
        assertThat(records.rejected).extracting(RejectedRecord::code).containsOnly(ErrorCode.ROW_TOO_LARGE);
        assertThat(records.messages())
                .containsExactly(
                        "The record has 1048577 bytes; the limit is 1048576",
                        "The record has 3145728 bytes; the limit is 1048576");
        assertThat(records.rejected).allSatisfy(record -> {
            assertThat(record.truncated()).isTrue();
            assertThat(new String(record.payload(), StandardCharsets.UTF_8))
                    .isEqualTo(exact.substring(0, RejectedRecord.MAX_PAYLOAD_BYTES));
        });
        assertThat(records.bytes).isEqualTo(12 + limit + limit + 1 + 3L * limit + 12);
    }

    @Test
    void aLastLineAboveTheLimitIsRejectedToo() throws IOException {
        Records records = read(NAME, "{\"name\":\"a\"}\n" + "x".repeat(3 << 20));

        assertThat(records.values()).containsExactly("a");
        assertThat(only(records.messages())).startsWith("The record has 3145728 bytes");
    }

    @Test
    void aBatchIsNeverLargerThanItsCapacity() throws IOException {
        RecordBatch batch = new RecordBatch(NAME, 2);
        try (RecordReader reader = RecordFormats.ofMessage(
                ND_JSON, NAME, "{\"name\":\"a\"}\nx\n{\"name\":\"b\"}\n".getBytes(StandardCharsets.UTF_8))) {
            assertThat(reader.read(batch)).isTrue();
            assertThat(batch.rows().rows() + batch.rejected().size()).isEqualTo(2);
            assertThat(reader.read(batch)).isTrue();
            assertThat(batch.rows().rows() + batch.rejected().size()).isEqualTo(1);
            assertThat(reader.read(batch)).isFalse();
            assertThat(reader.read(batch)).isFalse();
        }
    }

    @Test
    void aSourceWithoutRecordsIsReadToItsEnd() throws IOException {
        for (String empty : List.of("", "\n", "\ufeff", " \r\n\t\n", "[]", " [ ] \n")) {
            Records records = read(NAME, empty);

            assertThat(records.rows).isEmpty();
            assertThat(records.rejected).isEmpty();
        }
    }

    @Test
    void manyFieldsWithLongAndForeignNamesAreToldApart() throws IOException {
        Object[] fields = new Object[200];
        StringBuilder line = new StringBuilder("{");
        for (int i = 0; i < 100; i++) {
            String name = "größe_of_some_long_name_" + i + "_with_an_end";
            fields[2 * i] = i == 0 ? "" : i < 50 ? name : "f" + i;
            fields[2 * i + 1] = DataType.LONG;
            line.append(i == 0 ? "" : ",")
                    .append('"')
                    .append(fields[2 * i])
                    .append("\":")
                    .append(i);
        }

        Records records = read(schema(fields), line + "}");

        assertThat(records.rejected).isEmpty();
        assertThat(records.rows.get(0))
                .isEqualTo(LongStream.range(0, 100).boxed().toList());
    }

    @Test
    void aFieldOfATypeThatTextCannotHoldYetIsRefusedByName() {
        RowSchema schema = schema("tags", DataType.STRING_ARRAY);

        assertThatThrownBy(() -> RecordFormats.ofMessage(ND_JSON, schema, new byte[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"tags\" is declared as stringArray");
    }

    @Test
    void recordsBeforeAFailureOfTheSourceAreReadFirst() throws IOException {
        byte[] good = "{\"name\":\"a\"}\n{\"name\":\"b\"}\n{\"name\":\"c".getBytes(StandardCharsets.UTF_8);
        RecordBatch batch = new RecordBatch(NAME, 100);
        try (RecordReader reader = RecordFormats.ofFile(ND_JSON, NAME, new BrokenOff(good), null)) {
            assertThat(reader.read(batch)).isTrue();
            assertThat(batch.rows().rows()).isEqualTo(2);
            assertThatThrownBy(() -> reader.read(batch))
                    .isInstanceOf(IOException.class)
                    .hasMessage("broken off");
        }
    }

    @Test
    void closingAReaderClosesItsSource() throws IOException {
        boolean[] closed = {false};
        RecordReader reader = RecordFormats.ofFile(
                ND_JSON,
                NAME,
                new ByteArrayInputStream(new byte[0]) {
                    @Override
                    public void close() {
                        closed[0] = true;
                    }
                },
                null);

        reader.close();

        assertThat(closed[0]).isTrue();
    }
}
