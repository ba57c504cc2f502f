package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.localstack.Part;
import io.millrace.sampledata.WikipediaEdits;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code kill -9} in the middle of everything; afterwards each record is there exactly once and the counts add up. */
class KilledProcessesIT {
    private static final int KILLS = 4;
    private static final int COPIES = 24;

    private static RunningMillrace millrace;
    private static ApiClient api;

    /** Chosen anew each run, printed so that a failure can be run again: {@code -Dtest.seed=…}. */
    private final long seed = Long.getLong("test.seed", System.nanoTime());

    private final Random random = new Random(seed);

    @BeforeAll
    static void start() {
        millrace = RunningMillrace.shared();
        api = millrace.api();
    }

    @Test
    void aStreamSurvivesItsProcessorBeingKilled() throws Exception {
        System.out.println("seed " + seed);
        api.post("/connections", "{\"type\": \"push_streaming\", \"name\": \"killed\"}")
                .expect(200);
        String detail = api.submit(WikipediaJobs.streamingDetail("killed_stream", "killed"));
        String hourly = api.submit(WikipediaJobs.streamingHourly("killed_rollup", "killed"));
        List<byte[]> chunks = ShiftedEdits.chunks(200);
        CompletableFuture<Void> pushing = CompletableFuture.runAsync(() -> pushSlowly(chunks));

        for (int i = 0; i < KILLS; i++) {
            Thread.sleep(2000 + random.nextInt(4000));
            millrace.kill(Part.STREAM_PROCESSOR);
            millrace.restart(Part.STREAM_PROCESSOR);
        }
        pushing.get();

        Streams.awaitStored(api, detail, WikipediaEdits.ROWS);
        Streams.awaitStored(api, hourly, WikipediaEdits.ROWS);
        JsonNode rows =
                api.queryRow("SELECT COUNT(*) AS n, SUM(added) AS added, SUM(deleted) AS deleted FROM killed_stream");
        assertThat(rows.get("n").asLong()).isEqualTo(WikipediaEdits.ROWS);
        assertThat(rows.get("added").asLong()).isEqualTo(WikipediaEdits.SUM_ADDED);
        assertThat(rows.get("deleted").asLong()).isEqualTo(WikipediaEdits.SUM_DELETED);
        JsonNode groups = api.queryRow("SELECT SUM(edits) AS edits, SUM(added) AS added FROM killed_rollup");
        assertThat(groups.get("edits").asLong()).isEqualTo(WikipediaEdits.ROWS);
        assertThat(groups.get("added").asLong()).isEqualTo(WikipediaEdits.SUM_ADDED);
        Streams.assertBalanced(api.totals(detail), WikipediaEdits.ROWS);
        Streams.assertBalanced(api.totals(hourly), WikipediaEdits.ROWS);
    }

    @Test
    void aBatchJobSurvivesItsLoaderBeingKilled() throws Exception {
        System.out.println("seed " + seed);
        for (int i = 0; i < COPIES; i++) {
            millrace.putObject("killed-source", "copies/" + i + ".json.gz", WikipediaEdits.gzipped());
        }
        api.post("/connections", millrace.s3Connection("killed-source", "killed-source"))
                .expect(200);
        String job = api.submit(
                WikipediaJobs.detail("killed_batch", WikipediaJobs.s3("killed-source", "\"prefixes\": [\"copies/\"]")));

        for (int i = 0; i < KILLS && !isOver(job); i++) {
            Thread.sleep(500 + random.nextInt(2500));
            millrace.kill(Part.BATCH_LOADER);
            millrace.restart(Part.BATCH_LOADER);
        }

        api.awaitCompletion(job);
        JsonNode rows = api.queryRow("SELECT COUNT(*) AS n, SUM(added) AS added FROM killed_batch");
        assertThat(rows.get("n").asLong()).isEqualTo(COPIES * WikipediaEdits.ROWS);
        assertThat(rows.get("added").asLong()).isEqualTo(COPIES * WikipediaEdits.SUM_ADDED);
        assertThat(api.totals(job).get("numRowsProcessed").asLong()).isEqualTo(COPIES * WikipediaEdits.ROWS);
        assertThat(api.totals(job).get("numRowsPersisted").asLong()).isEqualTo(COPIES * WikipediaEdits.ROWS);
    }

    @Test
    void anApiServiceThatWasKilledKnowsEverythingAgain() {
        api.upload("before-kill.json.gz", WikipediaEdits.gzipped()).expect(201);
        String job = api.submit(WikipediaJobs.detail("killed_api", WikipediaJobs.uploaded("before-kill.json.gz")));

        millrace.kill(Part.API_SERVICE);
        millrace.restart(Part.API_SERVICE);

        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> api.get("/files").status() == 200);
        api.awaitCompletion(job);
        assertThat(api.queryRow("SELECT COUNT(*) AS n FROM killed_api").get("n").asLong())
                .isEqualTo(WikipediaEdits.ROWS);
    }

    private static boolean isOver(String job) {
        return Set.of("completed", "failed")
                .contains(api.job(job).get("executionStatus").asText());
    }

    private static void pushSlowly(List<byte[]> chunks) {
        for (byte[] chunk : chunks) {
            api.push("killed", chunk).expect(200);
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
