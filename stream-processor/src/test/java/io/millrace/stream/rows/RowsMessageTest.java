package io.millrace.stream.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class RowsMessageTest {
    @Test
    void whatIsWrittenIntoHeadersIsReadFromThem() {
        RowsMessage message = new RowsMessage("0f7a", 4096);

        assertThat(RowsMessage.of(message.toHeaders())).isEqualTo(message);
    }

    @Test
    void aMessageOfANewerVersionIsRefused() {
        Headers headers = new RowsMessage("0f7a", 1).toHeaders();
        headers.remove("millrace-rows-version");
        headers.add("millrace-rows-version", "2".getBytes(UTF_8));

        assertThatThrownBy(() -> RowsMessage.of(headers))
                .isInstanceOf(UnreadableRowsException.class)
                .hasMessageContaining("version 2")
                .hasMessageContaining("update the service");
    }

    @Test
    void aMessageOfSomeoneElseIsRefused() {
        assertThatThrownBy(() -> RowsMessage.of(new RecordHeaders()))
                .isInstanceOf(UnreadableRowsException.class)
                .hasMessageContaining("millrace-rows-version is missing");
    }
}
