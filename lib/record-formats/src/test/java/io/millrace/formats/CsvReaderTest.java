package io.millrace.formats;

import static io.millrace.formats.Records.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.columns.RowSchema;
import io.millrace.model.DataType;
import io.millrace.model.ErrorCode;
import io.millrace.model.FormatSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvReaderTest {
    private static final RowSchema AB = schema("a", DataType.STRING, "b", DataType.STRING);

    private static FormatSettings csv(List<String> columns, String delimiter, int skipHeaderRows) {
        return new FormatSettings.Csv(columns, delimiter, "\u0001", skipHeaderRows);
    }

    private static Records read(RowSchema schema, String text) throws IOException {
        return Records.ofFile(FormatSettings.Csv.DEFAULT, schema, text);
    }

    @Test
    void theFirstRowIsTheHeaderAndOnlyDeclaredColumnsAreRead() throws IOException {
        Records records = read(
                schema("n", DataType.LONG, "a", DataType.STRING, "none", DataType.STRING),
                "\ufeffa,b,\"n\"\r\nx,y,1\r\n\r\nz,,2");

        assertThat(records.rows).containsExactly(Arrays.asList(1L, "x", null), Arrays.asList(2L, "z", null));
        assertThat(records.recordNumbers).containsExactly(1L, 2L);
        assertThat(records.byteOffsets).containsExactly(12L, 21L);
        assertThat(records.payloads).containsExactly("x,y,1", "z,,2");
        assertThat(records.warnings).containsOnly(false);
    }

    @Test
    void rowsBeforeTheHeaderAreSkippedWhateverIsInThem() throws IOException {
        Records records = Records.ofFile(csv(List.of(), ",", 2), AB, "\"odd\n\na,b\n1,2\n");

        assertThat(records.rows).containsExactly(List.of("1", "2"));
    }

    @Test
    void withNamedColumnsNoHeaderIsReadAndTheSkippedRowsComeRightBeforeTheData() throws IOException {
        Records records = Records.ofFile(csv(List.of("b", "a"), ",", 1), AB, "a,b\n1,2\n");

        assertThat(records.rows).containsExactly(List.of("2", "1"));
    }

    @Test
    void aMessageHasItsColumnsNamed() throws IOException {
        Records records = Records.ofMessage(csv(List.of("a", "b"), ",", 0), AB, "1,2\n3,4");

        assertThat(records.rows).containsExactly(List.of("1", "2"), List.of("3", "4"));
    }

    @Test
    void anEmptyValueIsNullAndAnEmptyQuotedOneIsAnEmptyString() throws IOException {
        Records records = read(AB, "a,b\n,\"\"\n\"\",\n");

        assertThat(records.rows).containsExactly(Arrays.asList(null, ""), Arrays.asList("", null));
    }

    @Test
    void missingTrailingValuesAreNullWithoutAWarning() throws IOException {
        Records records = read(AB, "a,b\n1\n");

        assertThat(records.rows).containsExactly(Arrays.asList("1", null));
        assertThat(records.warnings).containsExactly(false);
    }

    @Test
    void aRowWithMoreValuesThanColumnsIsRejectedAndItsNeighboursAreKept() throws IOException {
        Records records = read(AB, "a,b\n1,2\n\"3\n\",4,\n5,6\n");

        assertThat(records.rows).containsExactly(List.of("1", "2"), List.of("5", "6"));
        assertThat(records.messages()).containsExactly("The record has 3 values for 2 columns");
        assertThat(records.rejectedTexts()).containsExactly("\"3\n\",4,");
        RejectedRecord rejected = records.rejected.get(0);
        assertThat(rejected.code()).isEqualTo(ErrorCode.CANNOT_PARSE_SOURCE);
        assertThat(rejected.recordNumber()).isEqualTo(2);
        assertThat(rejected.byteOffset()).isEqualTo(8);
    }

    @Test
    void quotedValuesMayHoldDelimitersLineBreaksAndDoubledQuotes() throws IOException {
        Records records = read(AB, "a,b\r\n\"1,\r\n2\",\" \"\"x\"\"\"\r\n\"\"\"\",5\" y\r\n");

        assertThat(records.rows).containsExactly(List.of("1,\r\n2", " \"x\""), List.of("\"", "5\" y"));
    }

    @Test
    void theDelimiterMayBeAnyText() throws IOException {
        for (String delimiter : List.of("\t", "\u0001", "::", ";;;", " ", "€", "ab", "abcdefghijklmnopqrstuvwxyz")) {
            String text = String.join("\n", List.of("a" + delimiter + "b", "\"x" + delimiter + "\"" + delimiter + ":"));

            Records records = Records.ofFile(csv(List.of("a", "b"), delimiter, 1), AB, text);

            assertThat(records.rows).containsExactly(List.of("x" + delimiter, ":"));
        }
    }

    @Test
    void valuesAreConvertedToTheirTypes() throws IOException {
        RowSchema schema = schema(
                "l",
                DataType.LONG,
                "d",
                DataType.DOUBLE,
                "f",
                DataType.FLOAT,
                "t",
                DataType.TIMESTAMP,
                "j",
                DataType.JSON);

        Records records = read(schema, """
                l,d,f,t,j
                12,1.5,.5,2015-09-12T01:00:00Z,"[ ""a b"", {} ]"
                "-3.7",1e3,5.,0,1
                """);

        assertThat(records.rows)
                .containsExactly(
                        List.of(12L, 1.5, 0.5, 1442019600000L, "[\"a b\",{}]"), List.of(-3L, 1000.0, 5.0, 0L, "1"));
        assertThat(records.warnings).containsOnly(false);
    }

    @Test
    void whatDoesNotFitTheTypeIsNullWithAWarning() throws IOException {
        Records records = read(
                schema("l", DataType.LONG, "d", DataType.DOUBLE, "t", DataType.TIMESTAMP, "j", DataType.JSON),
                "l,d,t,j\nx,,,\n\"\",,,\ntrue,,,\n,1e,,\n,,2015-13-01,\n,,,{\n,,,1 2\n");

        assertThat(records.rows).hasSize(7).allSatisfy(row -> assertThat(row).containsOnlyNulls());
        assertThat(records.warnings).containsOnly(true);
    }

    @Test
    void aQuoteThatNeverClosesRejectsOnlyItsLine() throws IOException {
        Records records = read(AB, "a,b\n1,2\n3,\"4\n5,6\n7,8\n");

        assertThat(records.rows).containsExactly(List.of("1", "2"), List.of("5", "6"), List.of("7", "8"));
        assertThat(records.rejectedTexts()).containsExactly("3,\"4");
        assertThat(records.messages())
                .containsExactly("The quoted value that begins at column 3 is not closed before the end of the source");
    }

    @Test
    void aQuoteThatDoesNotCloseWithinTheLimitRejectsOnlyItsLine() throws IOException {
        String rest = "1,2\n".repeat(400_000);

        Records records = read(AB, "a,b\n3,\"4\n" + rest);

        assertThat(records.rows).hasSize(400_000);
        assertThat(records.rejectedTexts()).containsExactly("3,\"4");
        assertThat(records.messages())
                .containsExactly("A quoted value that begins in this line is not closed within 1048576 bytes");
    }

    @Test
    void textBehindAClosingQuoteRejectsOnlyTheLineThatTheQuoteBeganIn() throws IOException {
        Records records = read(AB, "a,b\n\"1\"x,2\n3,\"4\n5,\"6\"\n");

        assertThat(records.rows).containsExactly(List.of("5", "6"));
        assertThat(records.rejectedTexts()).containsExactly("\"1\"x,2", "3,\"4");
        assertThat(records.messages())
                .containsExactly(
                        "Expected the delimiter or the end of the line after a closing quote at column 4."
                                + " A quote within a quoted value is written twice.",
                        "Expected the delimiter or the end of the line after a closing quote"
                                + " at column 4 of the record's line 2. A quote within a quoted value is written twice.");
    }

    @Test
    void aRecordAboveTheLimitIsRejectedAndReadingGoesOnBehindIt() throws IOException {
        String large = "x".repeat(3 << 20);
        String inQuotes = "\"" + "x\n".repeat(1 << 19) + "\"";

        Records records = read(AB, "a,b\n1,2\n" + large + "\n\"" + large + "\",5\n" + inQuotes + "\n3,4");

        assertThat(records.rows).startsWith(List.of("1", "2")).endsWith(List.of("3", "4"));
        assertThat(records.messages())
                .startsWith(
                        "The record has 3145728 bytes; the limit is 1048576",
                        "The record has 3145732 bytes; the limit is 1048576");
        assertThat(records.rejected.get(0).code()).isEqualTo(ErrorCode.ROW_TOO_LARGE);
        assertThat(records.rejected.get(0).truncated()).isTrue();
    }

    @Test
    void textThatIsNotUtf8IsRejected() throws IOException {
        byte[] bytes = "a,b\n\u00ff,1\n2,\"\u00e4\"\n3,4\n".getBytes(StandardCharsets.ISO_8859_1);

        Records records = Records.ofFile(FormatSettings.Csv.DEFAULT, AB, bytes);

        assertThat(records.rows).containsExactly(List.of("3", "4"));
        assertThat(records.messages())
                .containsExactly(
                        "The text is not valid UTF-8: byte 0xFF at column 1",
                        "The text is not valid UTF-8: byte 0xE4 at column 4");
    }

    @Test
    void twoColumnsOfOneNameMakeTheSourceUnreadable() {
        assertThatThrownBy(() -> read(AB, "a,b,a\n1,2,3\n"))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessage("Columns 1 and 3 have the same name, \"a\"."
                        + " Give every column its own name, in the header or in \"columns\".");
        assertThatThrownBy(() -> Records.ofMessage(csv(List.of("b", "b"), ",", 0), AB, "1,2"))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageStartingWith("Columns 1 and 2 have the same name, \"b\".");
    }

    @Test
    void columnsWithoutANameMayRepeat() throws IOException {
        assertThat(read(AB, "a,,b,\n1,2,3,4\n").rows).containsExactly(List.of("1", "3"));
    }

    @Test
    void aHeaderThatCannotBeReadMakesTheSourceUnreadable() {
        assertThatThrownBy(() -> read(AB, "\"a,b\n1,2\n"))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageStartingWith("The header row after 0 skipped rows cannot be read:"
                        + " The quoted value that begins at column 1 is not closed");
        assertThatThrownBy(() -> read(AB, "x".repeat(2 << 20)))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageEndingWith("it is longer than 1048576 bytes");
    }

    @Test
    void aDelimiterThatCsvNeedsForItselfIsRefused() {
        assertThatThrownBy(() -> Records.ofFile(csv(List.of("a"), "\"", 0), AB, "1"))
                .isInstanceOf(UnreadableSourceException.class)
                .hasMessageContaining("The delimiter has a double quote");
    }

    @Test
    void aSourceWithoutRecordsIsReadToItsEnd() throws IOException {
        for (String empty : List.of("", "a,b", "a,b\n", "\n\na,b\r\n\r\n")) {
            assertThat(read(AB, empty).rows).isEmpty();
        }
        assertThat(Records.ofFile(csv(List.of(), ",", 3), AB, "x\n").rows).isEmpty();
    }
}
