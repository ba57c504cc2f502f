package io.millrace.localstack.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.sampledata.WikipediaEdits;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class PushedEditsTest {
    private final List<byte[]> chunks = PushedEdits.chunks(LocalDate.of(2031, 4, 5));

    @Test
    void everyEventIsMovedToTheDayAndNoneIsLost() {
        List<String> events = chunks.stream()
                .flatMap(chunk -> new String(chunk, UTF_8).lines())
                .toList();

        assertThat(events).hasSize((int) WikipediaEdits.ROWS).allMatch(event -> event.contains("\"2031-04-05T"));
    }

    @Test
    void everyChunkFitsIntoAPush() {
        assertThat(chunks).hasSizeGreaterThan(10).allMatch(chunk -> chunk.length < 1_048_576);
    }
}
