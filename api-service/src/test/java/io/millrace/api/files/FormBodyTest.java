package io.millrace.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.errors.ApiException;
import io.millrace.api.files.FormBody.Part;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {
    private static final String TYPE = "multipart/form-data; boundary=XyZ";

    @Test
    void partsComeWithTheirNamesAndBytes() {
        FormBody form = form(lines(
                "--XyZ",
                "Content-Disposition: form-data; name=\"note\"",
                "",
                "hello",
                "--XyZ",
                "Content-Disposition: form-data; name=\"file\"; filename=\"dir/ä b.json\"",
                "Content-Type: application/json",
                "",
                "{\"a\":1}",
                "--XyZ--"));

        Part note = form.next().orElseThrow();
        String noteText = read(form);
        Part file = form.next().orElseThrow();
        String fileText = read(form);

        assertThat(note).isEqualTo(new Part("note", null, null));
        assertThat(noteText).isEqualTo("hello");
        assertThat(file).isEqualTo(new Part("file", "dir/ä b.json", "application/json"));
        assertThat(fileText).isEqualTo("{\"a\":1}");
        assertThat(form.next()).isEmpty();
    }

    @Test
    void aPartThatNobodyReadsIsSkipped() {
        FormBody form = form(lines(
                "--XyZ",
                "Content-Disposition: form-data; name=\"a\"",
                "",
                "1",
                "--XyZ",
                "Content-Disposition: form-data; name=\"b\"",
                "",
                "2",
                "--XyZ--"));

        assertThat(form.next().orElseThrow().name()).isEqualTo("a");
        assertThat(form.next().orElseThrow().name()).isEqualTo("b");
        assertThat(form.next()).isEmpty();
    }

    @Test
    void bytesThatLookAlmostLikeABoundaryAreData() {
        String data = lines("", "--Xy", "-XyZ", "", "--X--yZ") + "\r";
        FormBody form = form(fileHolding(data));

        form.next();

        assertThat(read(form)).isEqualTo(data);
    }

    @Test
    void anEmptyFileIsAFile() {
        FormBody form = form(fileHolding(""));

        assertThat(form.next().orElseThrow().fileName()).isEqualTo("f");
        assertThat(read(form)).isEmpty();
    }

    @Test
    void aNameInTheExtendedFormIsDecoded() {
        FormBody form = form(lines(
                "--XyZ",
                "content-disposition: form-data; name=\"file\"; filename*=UTF-8''%e2%82%ac.csv",
                "",
                "x",
                "--XyZ--"));

        assertThat(form.next().orElseThrow().fileName()).isEqualTo("€.csv");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 20, 75, 80, 84, 85, 86})
    void aBodyThatEndsEarlyIsRefusedWhereverItWasCut(int length) {
        String whole = fileHolding("0123456789");
        FormBody form = form(whole.substring(0, length));

        assertThatThrownBy(() -> {
                    form.next();
                    form.copyTo(new ByteArrayOutputStream());
                    form.next();
                })
                .isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @CsvSource({"multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; charset=utf-8"})
    void aTypeWithoutABoundaryIsRefused(String type) {
        assertThatThrownBy(() -> FormBody.of(new ByteArrayInputStream(new byte[0]), type))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("boundary");
    }

    @Test
    void largeDataComesThroughUnchanged() {
        byte[] data = new byte[3_000_000];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i * 31 >> 3);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        String frame = fileHolding("|");
        body.writeBytes(bytes(frame.substring(0, frame.indexOf('|'))));
        body.writeBytes(data);
        body.writeBytes(bytes(frame.substring(frame.indexOf('|') + 1)));
        FormBody form = FormBody.of(new ByteArrayInputStream(body.toByteArray()), TYPE);
        ByteArrayOutputStream read = new ByteArrayOutputStream();

        form.next();
        form.copyTo(read);

        assertThat(Arrays.equals(read.toByteArray(), data)).isTrue();
    }

    private static String fileHolding(String data) {
        return lines("--XyZ", "Content-Disposition: form-data; name=\"file\"; filename=\"f\"", "", data, "--XyZ--");
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static FormBody form(String body) {
        return FormBody.of(new ByteArrayInputStream(bytes(body)), TYPE);
    }

    private static String read(FormBody form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        form.copyTo(bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
