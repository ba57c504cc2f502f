package io.millrace.localstack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.sampledata.WikipediaEdits;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Loads a day of edits to Wikipedia three ways (as they are and rolled up from an uploaded file, and as pushed events),
 * and shows the figures. Run again, it uses what the first run left.
 */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PATIENCE_FOR_FIGURES = Duration.ofSeconds(10);
    private static final long POLL_IN_MILLIS = 250;
    private static final Set<String> AT_WORK = Set.of("pending", "running", "idle");

    private final ApiClient api;
    private final ApiAddress address;
    private final WikipediaJobs jobs;
    private final PrintStream out;
    private final Set<String> loadedTables = new HashSet<>();

    public Demo(ApiAddress address, PrintStream out) {
        this.address = address;
        this.api = new ApiClient(address);
        this.jobs = new WikipediaJobs(api);
        this.out = out;
    }

    /**
     * Runs the demo to its end.
     *
     * @throws DemoException if a request is refused, a job fails, or what this run loaded is not what is in the file
     */
    public void run() throws IOException, InterruptedException {
        long began = System.nanoTime();
        out.println();
        out.println("Demo: a day of edits to Wikipedia (" + number(WikipediaEdits.ROWS) + " events)");
        upload();
        load(WikipediaJobs.DETAIL_TABLE, jobs.detail(), "every edit a row");
        load(WikipediaJobs.HOURLY_TABLE, jobs.hourly(), "rolled up by hour, channel, robot and country");
        stream();
        DemoFigures figures = new DemoFigures(api, out);
        figures.show();
        out.printf(Locale.ROOT, "%nThe demo took %.1f s.%n", seconds(began));
        figures.requireAgreement(loadedTables);
    }

    /** Shows commands to go on with, while the stack stays. */
    public void showNextSteps() {
        new NextSteps(address, out).show();
    }

    private void upload() throws IOException, InterruptedException {
        long began = System.nanoTime();
        byte[] file = WikipediaEdits.gzipped();
        boolean isNew = api.upload(WikipediaEdits.FILE_NAME, file);
        step(
                began,
                isNew
                        ? "uploaded " + WikipediaEdits.FILE_NAME + " (" + number(file.length) + " bytes)"
                        : "file " + WikipediaEdits.FILE_NAME + " is there from an earlier run");
    }

    private void load(String table, ObjectNode job, String what) throws IOException, InterruptedException {
        long began = System.nanoTime();
        long before = rows(table);
        if (before > 0) {
            step(began, "table " + table + " has its rows from an earlier run");
            return;
        }
        String id = api.post("/jobs", job).path("id").asText();
        awaitCompletion(id);
        loadedTables.add(table);
        step(began, "batch job into table " + table + ", " + what + ": " + number(rows(table)) + " rows");
    }

    private void awaitCompletion(String id) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode job = api.get("/jobs/" + id);
            String status = job.path("executionStatus").asText();
            if (status.equals("completed")) {
                return;
            }
            if (!AT_WORK.contains(status)) {
                throw new DemoException("Job " + id + " is " + status + ": " + job.path("health"));
            }
            if (System.nanoTime() - deadline > 0) {
                throw new DemoException("Job " + id + " is still " + status + " after " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(POLL_IN_MILLIS);
        }
    }

    private void stream() throws IOException, InterruptedException {
        long began = System.nanoTime();
        boolean isNew = api.create(
                "/connections", api.object().put("type", "push_streaming").put("name", WikipediaJobs.CONNECTION));
        step(began, "push connection " + WikipediaJobs.CONNECTION + (isNew ? "" : " is there from an earlier run"));
        String job = streamingJob();
        if (rows(WikipediaJobs.LIVE_TABLE) >= WikipediaEdits.ROWS) {
            step(began, "table " + WikipediaJobs.LIVE_TABLE + " has its rows from an earlier run");
            return;
        }
        push();
        awaitLiveRows(job);
        loadedTables.add(WikipediaJobs.LIVE_TABLE);
    }

    private String streamingJob() throws IOException, InterruptedException {
        long began = System.nanoTime();
        for (JsonNode job : api.get("/jobs?type=streaming&targetTableName=" + WikipediaJobs.LIVE_TABLE)
                .path("values")) {
            if (AT_WORK.contains(job.path("executionStatus").asText())) {
                step(began, "streaming job into table " + WikipediaJobs.LIVE_TABLE + " runs since an earlier run");
                return job.path("id").asText();
            }
        }
        String id = api.post("/jobs", jobs.live()).path("id").asText();
        step(began, "streaming job into table " + WikipediaJobs.LIVE_TABLE);
        return id;
    }

    private void push() throws IOException, InterruptedException {
        long began = System.nanoTime();
        LocalDate yesterday = LocalDate.now(Clock.systemUTC()).minusDays(1);
        List<byte[]> chunks = PushedEdits.chunks(yesterday);
        for (int i = 0; i < chunks.size(); i++) {
            boolean gzip = i % 2 == 1;
            api.push(WikipediaJobs.CONNECTION, gzip ? PushedEdits.gzipped(chunks.get(i)) : chunks.get(i), gzip);
        }
        step(
                began,
                "pushed " + number(WikipediaEdits.ROWS) + " events, moved to " + yesterday + ", in " + chunks.size()
                        + " requests, plain and gzip in turn");
    }

    private void awaitLiveRows(String job) throws IOException, InterruptedException {
        long began = System.nanoTime();
        long deadline = began + PATIENCE.toNanos();
        long rows = rows(WikipediaJobs.LIVE_TABLE);
        while (rows < WikipediaEdits.ROWS) {
            if (System.nanoTime() - deadline > 0) {
                throw new DemoException("Table " + WikipediaJobs.LIVE_TABLE + " has only " + rows + " of "
                        + WikipediaEdits.ROWS + " rows after " + PATIENCE.toSeconds() + " s; job " + job + ": "
                        + api.get("/jobs/" + job).path("health"));
            }
            Thread.sleep(POLL_IN_MILLIS);
            rows = rows(WikipediaJobs.LIVE_TABLE);
        }
        step(began, "committed to table " + WikipediaJobs.LIVE_TABLE + ": " + number(rows) + " rows");
        JsonNode totals = totals(job);
        out.printf(
                "           job %s: %s stored, %s filtered, %s rejected%n",
                job,
                number(totals.path("numRowsProcessed").asLong()
                        + totals.path("numRowsProcessedWithWarning").asLong()),
                number(totals.path("numRowsSkippedByFilter").asLong()),
                number(totals.path("numRowsSkippedByError").asLong()));
    }

    /** Reports reach the API a moment after the rows reach the table. */
    private JsonNode totals(String job) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_FOR_FIGURES.toNanos();
        while (true) {
            JsonNode totals = api.get("/jobs/" + job + "/metrics").path("totals");
            if (totals.path("numRowsProcessed").asLong() >= WikipediaEdits.ROWS || System.nanoTime() - deadline > 0) {
                return totals;
            }
            Thread.sleep(POLL_IN_MILLIS);
        }
    }

    private long rows(String table) throws IOException, InterruptedException {
        if (!api.exists("/tables/" + table)) {
            return 0;
        }
        return api.query("SELECT COUNT(*) AS n FROM \"" + table + "\"")
                .path(0)
                .path("n")
                .asLong();
    }

    private void step(long began, String what) {
        out.printf(Locale.ROOT, "  %6.1f s  %s%n", seconds(began), what);
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
