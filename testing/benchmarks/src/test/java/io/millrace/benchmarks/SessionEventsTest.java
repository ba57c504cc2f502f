package io.millrace.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionEventsTest {
    @Test
    void eventsAreJsonObjectsOfTwentyOneFields() throws Exception {
        SessionEvents events = new SessionEvents(1);

        for (int i = 0; i < 1000; i++) {
            JsonNode event = new ObjectMapper().readTree(events.next());
            assertThat(event.size()).isEqualTo(21);
            assertThat(event.get("duration_ms").isIntegralNumber()).isTrue();
        }
    }

    @Test
    void theSameSeedGivesTheSameBytesPlainAndGzipped(@TempDir Path directory) throws Exception {
        Path plain = directory.resolve("a.json");
        Path gzipped = directory.resolve("a.json.gz");

        long rows = SessionEvents.generate(plain, gzipped, 100_000, 42);

        String text = Files.readString(plain, StandardCharsets.UTF_8);
        assertThat(text.lines().count()).isEqualTo(rows);
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(gzipped))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(text);
        }
        assertThat(text).startsWith(new String(new SessionEvents(42).next(), StandardCharsets.UTF_8));
    }
}
