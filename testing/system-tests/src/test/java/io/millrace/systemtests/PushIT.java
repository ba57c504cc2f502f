package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.sampledata.WikipediaEdits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PushIT {
    private static ApiClient api;

    @BeforeAll
    static void start() {
        api = RunningMillrace.shared().api();
    }

    @Test
    void pushedEventsAreStoredOnceAndAllAreAccountedFor() {
        connect("push_all");
        String job = api.submit(WikipediaJobs.streamingDetail("pushed_edits", "push_all"));
        List<byte[]> chunks = ShiftedEdits.chunks(500);

        for (int i = 0; i < chunks.size(); i++) {
            if (i % 2 == 0) {
                api.push("push_all", chunks.get(i)).expect(200);
            } else {
                api.pushGzipped("push_all", ShiftedEdits.gzipped(chunks.get(i))).expect(200);
            }
        }

        Streams.awaitStored(api, job, WikipediaEdits.ROWS);
        JsonNode sums =
                api.queryRow("SELECT COUNT(*) AS n, SUM(added) AS added, SUM(deleted) AS deleted FROM pushed_edits");
        assertThat(sums.get("n").asLong()).isEqualTo(WikipediaEdits.ROWS);
        assertThat(sums.get("added").asLong()).isEqualTo(WikipediaEdits.SUM_ADDED);
        assertThat(sums.get("deleted").asLong()).isEqualTo(WikipediaEdits.SUM_DELETED);
        Streams.assertBalanced(api.totals(job), WikipediaEdits.ROWS);
    }

    @Test
    void aStreamingRollupKeepsEveryCountAndSum() {
        connect("push_rollup");
        String job = api.submit(WikipediaJobs.streamingHourly("pushed_hours", "push_rollup"));

        for (byte[] chunk : ShiftedEdits.chunks(1000)) {
            api.push("push_rollup", chunk).expect(200);
        }

        Streams.awaitStored(api, job, WikipediaEdits.ROWS);
        JsonNode sums = api.queryRow("SELECT SUM(edits) AS edits, SUM(added) AS added,"
                + " COUNT(DISTINCT (__time, channel, \"isRobot\", \"countryName\")) AS keys FROM pushed_hours");
        assertThat(sums.get("edits").asLong()).isEqualTo(WikipediaEdits.ROWS);
        assertThat(sums.get("added").asLong()).isEqualTo(WikipediaEdits.SUM_ADDED);
    }

    @Test
    void aLineThatIsNotJsonIsCountedAndItsNeighboursAreStored() {
        connect("push_bad_line");
        String job = api.submit(WikipediaJobs.streamingDetail("with_bad_line", "push_bad_line"));
        String now = Instant.now().toString();

        api.push(
                        "push_bad_line",
                        ("{\"time\":\"" + now + "\",\"page\":\"before\",\"added\":1}\nthis is not JSON\n{\"time\":\""
                                        + now + "\",\"page\":\"after\",\"added\":2}\n")
                                .getBytes(StandardCharsets.UTF_8))
                .expect(200);

        Streams.awaitStored(api, job, 2);
        assertThat(api.query("SELECT page FROM with_bad_line ORDER BY added").toString())
                .isEqualTo("[{\"page\":\"before\"},{\"page\":\"after\"}]");
        JsonNode totals = api.totals(job);
        assertThat(totals.get("numRowsSkippedByError").asLong()).isEqualTo(1);
        Streams.assertBalanced(totals, 3);
    }

    @Test
    void aLateEventIsRejectedAndCounted() {
        connect("push_late");
        String job = api.submit(WikipediaJobs.streamingDetail("without_late", "push_late"));
        String now = Instant.now().toString();
        String old = Instant.now().minus(Duration.ofDays(31)).toString();

        api.push(
                        "push_late",
                        ("{\"time\":\"" + old + "\",\"page\":\"late\"}\n{\"time\":\"" + now
                                        + "\",\"page\":\"in time\"}\n")
                                .getBytes(StandardCharsets.UTF_8))
                .expect(200);

        Streams.awaitStored(api, job, 1);
        JsonNode totals = api.totals(job);
        assertThat(totals.get("numRowsSkippedByLateness").asLong()).isEqualTo(1);
        assertThat(totals.get("numRowsSkippedByFilter").asLong()).isEqualTo(1);
        Streams.assertBalanced(totals, 2);
    }

    @Test
    void aCancelledJobStoresWhatItHadReadAndStops() {
        connect("push_cancel");
        String job = api.submit(WikipediaJobs.streamingDetail("cancelled_edits", "push_cancel"));
        api.push("push_cancel", ShiftedEdits.chunks(500).get(0)).expect(200);
        await().atMost(Duration.ofMinutes(1)).until(() -> Streams.count(api.totals(job), "numRowsReceived") == 500);

        api.put("/jobs/" + job, "{\"desiredExecutionStatus\": \"canceled\"}").expect(200);

        JsonNode ended = api.awaitEnd(job);
        assertThat(ended.get("executionStatus").asText()).isEqualTo("canceled");
        assertThat(api.queryRow("SELECT COUNT(*) AS n FROM cancelled_edits")
                        .get("n")
                        .asLong())
                .isEqualTo(500);
    }

    private static void connect(String name) {
        api.post("/connections", "{\"type\": \"push_streaming\", \"name\": \"" + name + "\"}")
                .expect(200);
    }
}
