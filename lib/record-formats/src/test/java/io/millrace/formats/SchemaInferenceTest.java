package io.millrace.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.model.FormatSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaInferenceTest {
    private static final FormatSettings ND_JSON = new FormatSettings.NdJson();
    private static final FormatSettings CSV = FormatSettings.Csv.DEFAULT;

    @Test
    void typesWidenOverTheRecords() throws IOException {
        InferredSchema schema = infer(ND_JSON, """
                {"always": 1, "mixed": 1, "any": 2.5, "deep": "flat", "flag": true, "void": null}
                {"always": 2, "mixed": 2.5, "any": "x", "deep": {"a": [1]}, "huge": 99999999999999999999}
                {"always": 3, "mixed": 3, "any": 7, "deep": 5}
                """);

        assertThat(schema.inputSchema())
                .containsExactly(
                        new Field("always", DataType.LONG),
                        new Field("mixed", DataType.DOUBLE),
                        new Field("any", DataType.STRING),
                        new Field("deep", DataType.JSON),
                        new Field("flag", DataType.STRING),
                        new Field("void", DataType.STRING),
                        new Field("huge", DataType.DOUBLE));
        assertThat(schema.records()).isEqualTo(3);
        assertThat(schema.timeExpression()).isEmpty();
    }

    @Test
    void malformedLinesAreCountedAndLeaveNothingBehind() throws IOException {
        InferredSchema schema = infer(ND_JSON, """
                {"n": 1}
                {"n": "text", "other": 1

                [1]
                {"n": 2} {"n": 3}
                {"n": 2}
                """);

        assertThat(schema.inputSchema()).containsExactly(new Field("n", DataType.LONG));
        assertThat(schema.records()).isEqualTo(2);
        assertThat(schema.unreadable()).isEqualTo(3);
    }

    @Test
    void anArrayOfObjectsIsReadElementByElement() throws IOException {
        InferredSchema schema = infer(ND_JSON, "\uFEFF [\n{\"n\": 1},\n7, {\"n\": 2,\n \"s\": \"x\"}]");

        assertThat(schema.inputSchema())
                .containsExactly(new Field("n", DataType.LONG), new Field("s", DataType.STRING));
        assertThat(schema.unreadable()).isEqualTo(1);
    }

    @Test
    void csvValuesAreWhatTheyLookLikeUnlessThatWouldLoseSomething() throws IOException {
        InferredSchema schema = infer(CSV, """
                n,price,zip,name,nothing,phone
                1,2,01234,"Smith, ""J""\",,+4912
                -5,2.5e3,99999,7,,+4913
                """);

        assertThat(schema.inputSchema())
                .containsExactly(
                        new Field("n", DataType.LONG),
                        new Field("price", DataType.DOUBLE),
                        new Field("zip", DataType.STRING),
                        new Field("name", DataType.STRING),
                        new Field("nothing", DataType.STRING),
                        new Field("phone", DataType.STRING));
    }

    @Test
    void csvRecordsWithTooManyValuesOrOpenQuotesAreCounted() throws IOException {
        InferredSchema schema = infer(CSV, "a,b\r\n1,2\r\n1,2,3\r\n\r\n\"open,2\r\n");

        assertThat(schema.records()).isEqualTo(1);
        assertThat(schema.unreadable()).isEqualTo(2);
    }

    @Test
    void declaredColumnsAndSkippedRowsReplaceTheHeader() throws IOException {
        FormatSettings format = new FormatSettings.Csv(List.of("x", "y"), ";", "\u0001", 1);

        InferredSchema schema = infer(format, "a title; of its own\n1;2.5\n");

        assertThat(schema.inputSchema())
                .containsExactly(new Field("x", DataType.LONG), new Field("y", DataType.DOUBLE));
    }

    @Test
    void aHeaderWithTwoLikeNamesIsRefusedAsByTheReader() {
        assertThatThrownBy(() -> infer(CSV, "a,a\n1,2\n"))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("\"a\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"id": 5, "created": "2024-05-01T12:00:00Z"}                        | TIME_PARSE("created")
            {"created": "2024-05-01T12:00:00Z", "timestamp": "2024-05-01 12:00"} | TIME_PARSE("timestamp")
            {"event_time": 1714564800000}                                       | MILLIS_TO_TIMESTAMP("event_time")
            {"ts": 1714564800}                                                  | MILLIS_TO_TIMESTAMP("ts" * 1000)
            {"a\\"b": "2024-05-01"}                                             | TIME_PARSE("a""b")
            """)
    void aTimeIsProposed(String record, String expression) throws IOException {
        assertThat(infer(ND_JSON, record).timeExpression()).contains(expression);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            {"year": "2024"}
            {"order": 1714564800000}
            {"time": "soon"}
            {"time": true}
            """)
    void whatOnlyResemblesATimeIsNotProposed(String record) throws IOException {
        assertThat(infer(ND_JSON, record).timeExpression()).isEmpty();
    }

    @Test
    void aFieldThatIsATimeOnlySometimesIsNone() throws IOException {
        assertThat(infer(ND_JSON, "{\"t\": \"2024-05-01\"}\n{\"t\": 5}\n").timeExpression())
                .isEmpty();
        assertThat(infer(ND_JSON, "{\"t\": \"2024-05-01\"}\n{\"t\": \"never\"}\n")
                        .timeExpression())
                .isEmpty();
    }

    @Test
    void ofALongSourceOnlyTheBeginningCounts() throws IOException {
        String first = "{\"n\": 1}\n".repeat(SchemaInference.SAMPLE_RECORDS);
        String wide = "{\"n\": 1, \"pad\": \"" + "x".repeat(SchemaInference.SAMPLE_BYTES / 3) + "\"}\n";

        assertThat(infer(ND_JSON, first + "{\"late\": 1}\n").inputSchema())
                .containsExactly(new Field("n", DataType.LONG));
        assertThat(infer(ND_JSON, wide.repeat(4)).records()).isEqualTo(2);
        assertThat(infer(ND_JSON, wide.repeat(4)).unreadable()).isZero();
    }

    @Test
    void compressedBytesAreInflated() throws IOException {
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
            gzip.write("{\"n\": 1}".getBytes(UTF_8));
        }

        InferredSchema schema = SchemaInference.infer(ND_JSON, new ByteArrayInputStream(gzipped.toByteArray()), null);

        assertThat(schema.inputSchema()).containsExactly(new Field("n", DataType.LONG));
    }

    private static InferredSchema infer(FormatSettings format, String text) throws IOException {
        return SchemaInference.infer(format, new ByteArrayInputStream(text.getBytes(UTF_8)), null);
    }
}
