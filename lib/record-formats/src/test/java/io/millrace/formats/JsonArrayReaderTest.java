package io.millrace.formats;

import static io.millrace.formats.Records.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.columns.RowSchema;
import io.millrace.model.DataType;
import io.millrace.model.ErrorCode;
import io.millrace.model.FormatSettings;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonArrayReaderTest {
    private static final RowSchema NAME = schema("name", DataType.STRING);

    private static Records read(String text) throws IOException {
        return Records.ofFile(new FormatSettings.NdJson(), NAME, text);
    }

    @Test
    void aFileThatIsOneArrayIsReadElementByElement() throws IOException {
        Records records = read("\ufeff\n [ {\"name\":\"a,]\\\"\"}\n,{\r\n  \"name\" : {\n \"x\": [1,\n2] }\n}\t] \n");

        assertThat(records.values()).containsExactly("a,]\"", "{\"x\":[1,2]}");
        assertThat(records.byteOffsets).containsExactly(7L, 25L);
        assertThat(records.payloads.get(1)).isEqualTo("{\r\n  \"name\" : {\n \"x\": [1,\n2] }\n}");
        assertThat(records.rejected).isEmpty();
    }

    @Test
    void anElementThatIsNotAnObjectIsRejectedAndItsNeighboursAreKept() throws IOException {
        Records records =
                read("[{\"name\":\"a\"}, 1, [2, 3], {\"name\" \"x\"}, {\"name\":\"x\"} y, ,{\"name\":\"b\"},]");

        assertThat(records.values()).containsExactly("a", "b");
        assertThat(records.rejectedTexts())
                .containsExactly("1", "[2, 3]", "{\"name\" \"x\"}", "{\"name\":\"x\"} y", "", "");
        assertThat(records.rejected).extracting(RejectedRecord::code).containsOnly(ErrorCode.CANNOT_PARSE_SOURCE);
    }

    @Test
    void aLineBreakWithinAStringMakesItsElementUnreadable() throws IOException {
        Records records = read("[{\"name\":\"a\nb\"},{\"name\":\"c\"}]");

        assertThat(records.values()).containsExactly("c");
        assertThat(records.messages())
                .containsExactly("Expected the string's closing quote at column 11 but the record ends there");
    }

    @Test
    void anElementAboveTheLimitIsRejectedAndReadingGoesOnBehindIt() throws IOException {
        String large = "{\"name\":\"" + "],{\\\"".repeat(700_000) + "\"}";

        Records records = read("[{\"name\":\"a\"}," + large + ",{\"name\":\"b\"}]");

        assertThat(records.values()).containsExactly("a", "b");
        assertThat(records.rejected).hasSize(1);
        assertThat(records.rejected.get(0).code()).isEqualTo(ErrorCode.ROW_TOO_LARGE);
        assertThat(records.messages().get(0)).startsWith("The record has " + large.length() + " bytes");
        assertThat(records.rejectedTexts().get(0)).isEqualTo(large.substring(0, RejectedRecord.MAX_PAYLOAD_BYTES));
    }

    @Test
    void anArrayThatIsCutOffIsAnUnreadableSource() {
        for (String text : new String[] {"[{\"name\":\"a\"},{\"na", "[{\"name\":\"a\"}", "[{\"name\":[}]"}) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOf(UnreadableSourceException.class)
                    .hasMessageContaining("no closing bracket up to byte " + text.length());
        }
    }

    @Test
    void aFirstLineThatIsAnArrayOfSomethingElseIsARejectedLine() throws IOException {
        Records records = read("[1,2]\n{\"name\":\"a\"}\n");

        assertThat(records.values()).containsExactly("a");
        assertThat(records.rejectedTexts()).containsExactly("[1,2]");
    }

    @Test
    void whatFollowsTheArrayIsReadLineByLine() throws IOException {
        Records records = read("[{\"name\":\"a\"}] x\n{\"name\":\"b\"}\n");

        assertThat(records.values()).containsExactly("a", "b");
        assertThat(records.rejectedTexts()).containsExactly(" x");
        assertThat(records.recordNumbers).containsExactly(1L, 3L);
    }

    @Test
    void aMessageIsNeverReadAsAnArray() throws IOException {
        Records records = Records.ofMessage(new FormatSettings.NdJson(), NAME, "[{\"name\":\"a\"}]");

        assertThat(records.rejectedTexts()).containsExactly("[{\"name\":\"a\"}]");
    }
}
