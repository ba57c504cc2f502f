package io.millrace.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.sampledata.WikipediaEdits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileLoadIT {
    private static final String FILE = "file-load/" + WikipediaEdits.FILE_NAME;
    private static RunningMillrace millrace;
    private static ApiClient api;

    @BeforeAll
    static void uploadTheSample() {
        millrace = RunningMillrace.shared();
        api = millrace.api();
        api.upload(FILE, WikipediaEdits.gzipped()).expect(201);
        millrace.putObject("wiki-source", "edits/2015/" + WikipediaEdits.FILE_NAME, WikipediaEdits.gzipped());
        millrace.putObject(
                "wiki-source",
                "elsewhere/other.json",
                "{\"time\":\"2015-09-12T00:00:00Z\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        api.post("/connections", millrace.s3Connection("wiki-source", "wiki-source"))
                .expect(200);
    }

    @Test
    void anUploadedFileBecomesADetailTable() {
        String job = api.submit(WikipediaJobs.detail("uploaded_edits", WikipediaJobs.uploaded(FILE)));

        api.awaitCompletion(job);

        assertHoldsTheSample("uploaded_edits");
        JsonNode totals = api.totals(job);
        assertThat(totals.get("numRowsProcessed").asLong()).isEqualTo(WikipediaEdits.ROWS);
        assertThat(totals.get("numRowsPersisted").asLong()).isEqualTo(WikipediaEdits.ROWS);
        assertThat(totals.get("numRowsSkippedByError").asLong()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            edits_by_uri     | "uris": ["s3://wiki-source/edits/2015/wikipedia-edits-2015-09-12.json.gz"]
            edits_by_object  | "objects": ["edits/2015/wikipedia-edits-2015-09-12.json.gz"]
            edits_by_prefix  | "prefixes": ["edits/"]
            edits_by_pattern | "pattern": "edits/**.json.gz"
            """)
    void everySelectorFindsTheSameObject(String table, String selector) {
        String job = api.submit(WikipediaJobs.detail(table, WikipediaJobs.s3("wiki-source", selector)));

        api.awaitCompletion(job);

        assertHoldsTheSample(table);
    }

    @Test
    void aRolledUpTableHasOneRowForEachGroup() {
        String job = api.submit(WikipediaJobs.hourly("hourly_edits", WikipediaJobs.uploaded(FILE)));

        api.awaitCompletion(job);

        JsonNode sums =
                api.queryRow("SELECT COUNT(*) AS n, SUM(edits) AS edits, SUM(added) AS added FROM hourly_edits");
        assertThat(sums.get("n").asLong()).isEqualTo(WikipediaEdits.ROLLED_UP_ROWS);
        assertThat(sums.get("edits").asLong()).isEqualTo(WikipediaEdits.ROWS);
        assertThat(sums.get("added").asLong()).isEqualTo(WikipediaEdits.SUM_ADDED);
        assertThat(api.totals(job).get("numRowsPersisted").asLong()).isEqualTo(WikipediaEdits.ROLLED_UP_ROWS);
    }

    private static void assertHoldsTheSample(String table) {
        JsonNode sums = api.queryRow("SELECT COUNT(*) AS n, SUM(added) AS added, SUM(deleted) AS deleted,"
                + " COUNT(DISTINCT date_trunc('hour', __time)) AS hours FROM " + table);
        assertThat(sums.get("n").asLong()).isEqualTo(WikipediaEdits.ROWS);
        assertThat(sums.get("added").asLong()).isEqualTo(WikipediaEdits.SUM_ADDED);
        assertThat(sums.get("deleted").asLong()).isEqualTo(WikipediaEdits.SUM_DELETED);
        assertThat(sums.get("hours").asLong()).isEqualTo(WikipediaEdits.HOURS);
    }
}
