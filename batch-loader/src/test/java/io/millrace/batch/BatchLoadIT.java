package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.messages.JobCommand.Desired;
import io.millrace.messages.Report;
import io.millrace.model.Compression;
import io.millrace.model.ErrorCode;
import io.millrace.model.ExecutionStatus;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import io.millrace.model.JobSource;
import io.millrace.model.JobSource.ObjectSelection;
import io.millrace.model.JobSource.StagedUpload;
import io.millrace.model.S3Location;
import io.millrace.model.TableDefinition;
import io.millrace.objects.ObjectStore.StoredObject;
import io.millrace.sampledata.WikipediaEdits;
import io.millrace.tables.StoredTable.TableStatistics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BatchLoadIT {
    private static final Map<String, String> SMALL_TASKS = Map.of(
            "millrace.batch.planning.task-size", "1M",
            "millrace.batch.work.parallel-tasks", "2",
            "millrace.batch.work.retry-backoff", "100ms");
    private static final String SUMS = "SELECT count(*), sum(added), sum(deleted) FROM rows";
    private static final String GZIPPED = "it/gz/edits.json.gz";
    private static final String PIECES = "it/pieces/";

    @TempDir
    static Path directory;

    private static LoaderUnderTest servers;
    private static BatchLoader loader;

    @BeforeAll
    static void startTheServers() throws Exception {
        servers = new LoaderUnderTest(directory.resolve("stack"));
        servers.bucket().put(GZIPPED, WikipediaEdits.gzipped());
        List<String> lines = WikipediaEdits.lines();
        int pieces = 16;
        for (int i = 0; i < pieces; i++) {
            List<String> piece = lines.subList(lines.size() * i / pieces, lines.size() * (i + 1) / pieces);
            servers.bucket()
                    .put(PIECES + i + ".json", (String.join("\n", piece) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        loader = servers.startLoader("first", SMALL_TASKS);
    }

    @AfterAll
    static void stopTheServers() {
        loader.close();
        servers.close();
    }

    static Stream<ObjectSelection> selections() {
        String bucket = "s3://" + servers.location().bucket() + "/";
        return Stream.of(
                new ObjectSelection.Uris(List.of(bucket + GZIPPED)),
                new ObjectSelection.Objects(List.of(GZIPPED)),
                new ObjectSelection.Prefixes(List.of("it/gz/")),
                new ObjectSelection.Pattern("it/gz/*.json.gz"));
    }

    @ParameterizedTest
    @MethodSource("selections")
    void everyWayOfNamingTheFileLoadsAllOfIt(ObjectSelection selection) throws Exception {
        JobDefinition job = run(EditsJobs.detail(newTable(), source(selection)));

        assertCompleteAndExact(job);
    }

    @Test
    void anUploadedFileIsLoaded() throws Exception {
        JobSource source =
                new JobSource.Uploaded(List.of(new StagedUpload("edits.json.gz", GZIPPED, 1, Compression.GZIP)));

        JobDefinition job = run(EditsJobs.detail(newTable(), source));

        assertCompleteAndExact(job);
    }

    @Test
    void manyTasksMakeOneCommitAndTheirCountsAddUp() throws Exception {
        JobDefinition job = run(EditsJobs.detail(newTable(), source(new ObjectSelection.Prefixes(List.of(PIECES)))));

        assertCompleteAndExact(job);
        assertThat(servers.reports(job, Report.LogLine.class))
                .anyMatch(line -> line.message().startsWith("Planned: 16 objects"));
        assertThat(servers.reports(job, Report.Progress.class))
                .last()
                .extracting(Report.Progress::fraction)
                .isEqualTo(1.0);
    }

    @Test
    void aSmallRollupHasOneRowForEachGroup() throws Exception {
        TableDefinition table = EditsJobs.hourlyTable("hourly");
        servers.catalog().createOrEvolve(table);

        JobDefinition job = run(EditsJobs.hourly(table, source(new ObjectSelection.Objects(List.of(GZIPPED)))));

        assertThat(servers.awaitEnd(job).status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(query(table, "SELECT count(*), sum(edits), sum(added) FROM rows"))
                .containsExactly(WikipediaEdits.ROLLED_UP_ROWS, WikipediaEdits.ROWS, WikipediaEdits.SUM_ADDED);
        assertThat(lastCounters(job).rowsPersisted()).isEqualTo(WikipediaEdits.ROLLED_UP_ROWS);
        assertThat(lastCounters(job).stored()).isEqualTo(WikipediaEdits.ROWS);
    }

    @Test
    void aLineThatIsNotJsonIsRejectedAndItsNeighboursAreKept() throws Exception {
        String data = """
                {"time":"2026-01-01T00:00:00Z","added":1}
                not json
                {"time":"2026-01-01T00:00:01Z","added":2}
                """;

        JobDefinition job = run(EditsJobs.detail(newTable(), new JobSource.Inline(data)));

        Report.Status end = servers.awaitEnd(job);
        assertThat(end.status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(end.error()).isEqualTo(ErrorCode.INVALID_ROWS_FOUND);
        assertThat(lastCounters(job).unparseable()).isEqualTo(1);
        assertThat(lastCounters(job).inFlight()).isZero();
        assertThat(query(job.table(), SUMS)).startsWith(2L, 3L);
        servers.poll();
        assertThat(servers.deadLetters(job)).singleElement().satisfies(letter -> {
            assertThat(letter.payload()).asString().isEqualTo("not json");
            assertThat(letter.recordNumber()).isEqualTo(2);
        });
    }

    @Test
    void aRowWithoutTimeFailsTheJobNamingTheRecord() {
        String data = "{\"time\":\"2026-01-01T00:00:00Z\"}\n{\"time\":\"soon\"}\n";

        JobDefinition job = run(EditsJobs.detail(newTable(), new JobSource.Inline(data)));

        assertFailed(job, ErrorCode.NULL_TIMESTAMP, "record 2 at byte 32");
    }

    @Test
    void moreBadRecordsThanAllowedFailTheJob() {
        JobDefinition any = TestJobs.small("f2d9d5a6-0000-4000-8000-000000000001", new JobSource.Inline("x\ny\n"), 1);
        servers.catalog().createOrEvolve(any.table());

        JobDefinition job = run(any);

        assertFailed(job, ErrorCode.CANNOT_PARSE_SOURCE, "maxParseExceptions");
    }

    @Test
    void anObjectThatDoesNotExistFailsTheJobByName() {
        ObjectSelection selection = new ObjectSelection.Objects(List.of(GZIPPED, "it/missing.json"));

        JobDefinition job = run(EditsJobs.detail(newTable(), source(selection)));

        assertFailed(job, ErrorCode.CANNOT_PARSE_SOURCE, "it/missing.json");
    }

    @Test
    void corruptedGzipFailsTheJobByName() throws Exception {
        byte[] broken = WikipediaEdits.gzipped();
        Arrays.fill(broken, broken.length / 2, broken.length / 2 + 1000, (byte) 0x55);
        servers.bucket().put("it/broken/edits.json.gz", broken);

        JobDefinition job =
                run(EditsJobs.detail(newTable(), source(new ObjectSelection.Prefixes(List.of("it/broken/", PIECES)))));

        assertFailed(job, ErrorCode.CANNOT_PARSE_SOURCE, "it/broken/edits.json.gz");
    }

    @Test
    void refusedCredentialsFailTheJobWithTheStoresOwnMessage() {
        S3Location known = servers.location();
        S3Location wrong = new S3Location(
                known.endpoint(), known.region(), known.bucket(), "", known.accessKeyId(), "wrong secret");

        JobDefinition job = run(
                EditsJobs.detail(newTable(), new JobSource.S3(wrong, new ObjectSelection.Prefixes(List.of(PIECES)))));

        assertFailed(job, ErrorCode.COULD_NOT_CONNECT_TO_SOURCE, "403");
        assertThat(servers.awaitEnd(job).message()).doesNotContain("wrong secret");
    }

    @Test
    void aSecretThatIsNotEncryptedForTheJobFailsItWithoutShowingTheSecret() {
        JobDefinition job = EditsJobs.detail(newTable(), source(new ObjectSelection.Prefixes(List.of(PIECES))));

        servers.commandAsWritten(job, Desired.RUNNING);

        assertFailed(job, ErrorCode.COULD_NOT_CONNECT_TO_SOURCE, "not in encrypted form");
        assertThat(servers.awaitEnd(job).message())
                .doesNotContain(servers.location().secretAccessKey());
    }

    @Test
    void aSelectionOfNothingCompletesWithAWarning() {
        JobDefinition job =
                run(EditsJobs.detail(newTable(), source(new ObjectSelection.Prefixes(List.of("it/nothing/")))));

        Report.Status end = servers.awaitEnd(job);
        assertThat(end.status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(end.error()).isEqualTo(ErrorCode.NO_ROWS_FOUND);
    }

    @Test
    void aRepeatedCommandLoadsNothingTwice() throws Exception {
        JobDefinition job = EditsJobs.detail(newTable(), source(new ObjectSelection.Objects(List.of(GZIPPED))));
        servers.command(job, Desired.RUNNING);
        servers.command(job, Desired.RUNNING);
        servers.awaitEnd(job);
        servers.command(job, Desired.RUNNING);
        JobDefinition later = run(EditsJobs.detail(newTable(), source(new ObjectSelection.Objects(List.of(GZIPPED)))));
        servers.awaitEnd(later);

        assertThat(query(job.table(), SUMS)).startsWith(WikipediaEdits.ROWS);
    }

    @Test
    void whatIsNoTaskDoesNotStopTheWorkers() throws Exception {
        servers.putAmongTasks("some-job/load-0", "{".getBytes(StandardCharsets.UTF_8));
        servers.putAmongTasks(null, "[]".getBytes(StandardCharsets.UTF_8));
        servers.putAmongTasks("some-job/load-1", null);

        JobDefinition job = run(EditsJobs.detail(newTable(), source(new ObjectSelection.Prefixes(List.of(PIECES)))));

        assertCompleteAndExact(job);
    }

    @Test
    void aCancelledJobLeavesTheTableUnchangedAndNoFiles() throws Exception {
        JobDefinition job = EditsJobs.detail(newTable(), source(new ObjectSelection.Prefixes(List.of(PIECES))));
        servers.command(job, Desired.RUNNING);
        servers.command(job, Desired.CANCELED);

        assertThat(servers.awaitEnd(job).status()).isEqualTo(ExecutionStatus.CANCELED);
        assertUnchanged(job.table());
        Awaitility.await()
                .untilAsserted(() -> assertThat(dataFiles(job.table())).isEmpty());
    }

    @Test
    void tasksOfAProcessThatStopsAreDoneByAnother() throws Exception {
        BatchLoader second = servers.startLoader("second", SMALL_TASKS);
        JobDefinition job = EditsJobs.detail(newTable(), source(new ObjectSelection.Prefixes(List.of(PIECES))));
        servers.command(job, Desired.RUNNING);
        Awaitility.await().until(() -> {
            servers.poll();
            return servers.reports(job, Report.Progress.class).size() > 1;
        });

        long began = System.nanoTime();
        second.close();

        assertThat(System.nanoTime() - began).isLessThan(10_000_000_000L);
        assertCompleteAndExact(job);
    }

    private static JobDefinition run(JobDefinition job) {
        servers.command(job, Desired.RUNNING);
        return job;
    }

    private static void assertCompleteAndExact(JobDefinition job) throws Exception {
        Report.Status end = servers.awaitEnd(job);
        assertThat(end.status()).as(end.toString()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(query(job.table(), SUMS))
                .containsExactly(WikipediaEdits.ROWS, WikipediaEdits.SUM_ADDED, WikipediaEdits.SUM_DELETED);
        JobCounters counters = lastCounters(job);
        assertThat(counters.received()).isEqualTo(WikipediaEdits.ROWS);
        assertThat(counters.stored()).isEqualTo(WikipediaEdits.ROWS);
        assertThat(counters.rowsPersisted()).isEqualTo(WikipediaEdits.ROWS);
        assertThat(counters.inFlight()).isZero();
    }

    private static void assertFailed(JobDefinition job, ErrorCode code, String message) {
        Report.Status end = servers.awaitEnd(job);
        assertThat(end.status()).as(end.toString()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(end.error()).isEqualTo(code);
        assertThat(end.message()).contains(message);
        assertUnchanged(job.table());
    }

    private static void assertUnchanged(TableDefinition table) {
        assertThat(servers.catalog().load(table).statistics()).isEqualTo(new TableStatistics(0, 0, 0));
    }

    private static List<String> dataFiles(TableDefinition table) throws Exception {
        List<String> keys = new ArrayList<>();
        Iterator<StoredObject> objects = servers.bucket().list("tables/");
        objects.forEachRemaining(object -> {
            if (object.key().contains(table.id()) && object.key().endsWith(".parquet")) {
                keys.add(object.key());
            }
        });
        return keys;
    }

    private static JobCounters lastCounters(JobDefinition job) {
        List<Report.Counters> counters = servers.reports(job, Report.Counters.class);
        return counters.get(counters.size() - 1).counters();
    }

    private static List<Long> query(TableDefinition table, String query) throws Exception {
        return StoredRows.query(servers.catalog(), table, directory, query);
    }

    private static JobSource source(ObjectSelection selection) {
        return new JobSource.S3(servers.location(), selection);
    }

    private static TableDefinition newTable() {
        TableDefinition table = EditsJobs.detailTable("edits_" + System.nanoTime());
        servers.catalog().createOrEvolve(table);
        return table;
    }
}
