package io.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.api.ApiClient.Answer;
import io.millrace.messages.JobCommand;
import io.millrace.messages.Report;
import io.millrace.messages.secrets.JobSecrets;
import io.millrace.messages.secrets.SecretCipher;
import io.millrace.model.Column;
import io.millrace.model.DataType;
import io.millrace.model.ErrorCode;
import io.millrace.model.ExecutionStatus;
import io.millrace.model.JobCounters;
import io.millrace.model.JobSource;
import io.millrace.model.Mapping;
import io.millrace.model.S3Location;
import io.millrace.model.TableDefinition;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs, with this test in the place of the loaders. */
@QuarkusTest
@WithTestResource(RealStack.class)
class JobsIT {
    private static final String JOBS = ApiClient.PROJECT + "/jobs";

    @BeforeAll
    static void awaitReady() {
        Readiness.await();
        ApiClient.post(ApiClient.PROJECT + "/connections", "{\"type\": \"push_streaming\", \"name\": \"jobs-push\"}");
        ApiClient.post(
                ApiClient.PROJECT + "/connections",
                ConnectionsIT.s3("jobs-s3", ConnectionsIT.setting("secret-access-key")));
        Forms.upload("jobs/in.csv.gz", Forms.utf8("not read here"));
    }

    @Test
    void theS3SampleOfTheVendorMakesAnAggregateTableThatCounts() {
        Answer submitted = ApiClient.post(JOBS, """
                {"type": "batch", "target": {"type": "table", "tableName": "Koalas"}, "createTableIfNotExists": true,
                 "source": {"type": "s3", "connectionName": "jobs-s3", "uris": ["s3://%s/polaris-ingest/demo.json.gz"],
                  "formatSettings": {"format": "nd-json"},
                  "inputSchema": [{"dataType": "string", "name": "timestamp"}, {"dataType": "string", "name": "city"},
                   {"dataType": "long", "name": "session_length"}],
                  "formatSettings": {"format": "nd-json"}},
                 "mappings": [{"columnName": "__time", "expression": "TIME_PARSE(\\"timestamp\\")"},
                  {"columnName": "city", "expression": "\\"city\\""},
                  {"columnName": "max_session_length", "expression": "MAX(\\"session_length\\")", "isAggregation": true}]}
                """.formatted(ConnectionsIT.setting("bucket")));

        assertThat(submitted.status()).as(submitted.body().toString()).isEqualTo(201);
        JsonNode job = submitted.body();
        assertThat(job.get("executionStatus").asText()).isEqualTo("pending");
        assertThat(job.get("desiredExecutionStatus").asText()).isEqualTo("running");
        assertThat(job.get("health").toString()).isEqualTo("{\"status\":\"ok\"}");
        assertThat(job.get("ingestionMode").asText()).isEqualTo("append");
        assertThat(job.get("mappings").get(2).toString())
                .isEqualTo("{\"columnName\":\"max_session_length\",\"expression\":\"MAX(\\\"session_length\\\")\"}");
        assertThat(job.get("mappings").get(3).toString())
                .isEqualTo("{\"columnName\":\"__count\",\"expression\":\"COUNT(*)\"}");
        assertThat(job.at("/spec/mappings")).hasSize(3);
        assertThat(ApiClient.get(JOBS + "/" + job.get("id").asText()).body()).isEqualTo(job);

        JsonNode table = ApiClient.get(ApiClient.PROJECT + "/tables/Koalas").body();
        assertThat(table.get("type").asText()).isEqualTo("aggregate");
        assertThat(table.get("schema").findValuesAsText("name"))
                .containsExactly("__time", "city", "max_session_length", "__count");

        JobCommand command = JobMessages.awaitCommand(job.get("id").asText(), JobCommand.Desired.RUNNING);
        assertThat(command.job().table().kind()).isEqualTo(TableDefinition.Kind.AGGREGATE);
        assertThat(command.job().table().columns()).contains(Column.measure("__count", DataType.LONG));
        assertThat(command.job().mappings()).contains(new Mapping("__count", "COUNT(*)", true));
        S3Location location = ((JobSource.S3) command.job().source()).location();
        assertThat(location.bucket()).isEqualTo(ConnectionsIT.setting("bucket"));
        assertThat(location.secretAccessKey()).startsWith("v1:it:");
        assertThat(JobSecrets.decrypt(location, command.job().id(), SecretCipher.of(RealStack.SECRET_KEYS))
                        .secretAccessKey())
                .isEqualTo(ConnectionsIT.setting("secret-access-key"));
    }

    @Test
    void reportsBecomeStatusCountersAndLog() {
        String id = submitUploaded("reported", "");
        Instant began = Instant.now();
        JobCounters counters = new JobCounters(10, 1, 2, 0, 0, 3, 5, 5, 700);

        JobMessages.report(new Report.Status(id, began, ExecutionStatus.RUNNING, null, null));
        JobMessages.report(new Report.Counters(id, began, "load-0", counters));
        JobMessages.report(new Report.Counters(id, began, "load-0", counters));
        JobMessages.report(new Report.Counters(id, began.minusSeconds(5), "load-0", JobCounters.ZERO));
        JobMessages.report(new Report.Counters(id, began, "load-1", counters));
        JobMessages.report(new Report.Progress(id, began, 0.5));
        JobMessages.report(
                new Report.LogLine(id, began, "line-1", Report.Level.WARN, ErrorCode.CANNOT_PARSE_SOURCE, "odd"));
        JobMessages.report(
                new Report.LogLine(id, began, "line-1", Report.Level.WARN, ErrorCode.CANNOT_PARSE_SOURCE, "odd"));
        JobMessages.report(new Report.Status(
                id,
                began.plusSeconds(2),
                ExecutionStatus.COMPLETED,
                ErrorCode.INVALID_ROWS_FOUND,
                "6 rows were not JSON"));
        JobMessages.report(new Report.Status(id, began.plusSeconds(3), ExecutionStatus.RUNNING, null, null));
        JobMessages.report(new Report.Status("not-an-id", began, ExecutionStatus.RUNNING, null, null));

        JsonNode job = JobMessages.awaitStatus(id, "completed");
        assertThat(job.get("health").toString())
                .isEqualTo("{\"status\":\"warn\",\"code\":\"invalid_rows_found\",\"message\":\"6 rows were not JSON\","
                        + "\"log\":\"6 rows were not JSON\"}");
        assertThat(job.has("startedTimestamp")).isTrue();
        assertThat(job.has("completedTimestamp")).isTrue();
        JsonNode totals = ApiClient.get(JOBS + "/" + id + "/metrics").body().get("totals");
        assertThat(totals.get("numRowsReceived").asLong()).isEqualTo(20);
        assertThat(totals.get("numRowsProcessed").asLong()).isEqualTo(8);
        assertThat(totals.get("numRowsSkippedByError").asLong()).isEqualTo(6);
        assertThat(ApiClient.get(JOBS + "/" + id + "/progress").text("/overallProgress"))
                .isEqualTo("1.0");
        JsonNode logs = ApiClient.get(JOBS + "/" + id + "/logs").body().get("logs");
        assertThat(logs.findValuesAsText("message")).containsExactly("odd");
        assertThat(logs.get(0).get("healthStatus").asText()).isEqualTo("warn");
        assertThat(ApiClient.json("PUT", JOBS + "/" + id, "{\"desiredExecutionStatus\": \"canceled\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aFailedJobSaysWhy() {
        String id = submitUploaded("fails", "");

        JobMessages.report(new Report.Status(
                id, Instant.now(), ExecutionStatus.FAILED, ErrorCode.NULL_TIMESTAMP, "__time is null in record 7"));

        JsonNode job = JobMessages.awaitStatus(id, "failed");
        assertThat(job.get("health").get("status").asText()).isEqualTo("error");
        assertThat(job.get("health").get("code").asText()).isEqualTo("null_timestamp");
        assertThat(job.get("health").get("message").asText()).isEqualTo("__time is null in record 7");
    }

    @Test
    void aReportWithANulCharacterDoesNotHoldUpTheOthers() {
        String id = submitUploaded("nul-reports", "");
        Instant now = Instant.now();

        JobMessages.report(new Report.Counters(id, now, "load-\0", JobCounters.ZERO));
        JobMessages.report(new Report.LogLine(id, now, "line-\0", Report.Level.WARN, null, "a\0b"));
        JobMessages.report(new Report.Status(
                id, now, ExecutionStatus.FAILED, ErrorCode.CANNOT_PARSE_SOURCE, "found \0 in a name"));

        JsonNode job = JobMessages.awaitStatus(id, "failed");
        assertThat(job.at("/health/message").asText()).isEqualTo("found \uFFFD in a name");
        assertThat(ApiClient.get(JOBS + "/" + id + "/logs").text("/logs/0/message"))
                .isEqualTo("a\uFFFDb");
    }

    @Test
    void aCancelledJobTellsTheLoaders() {
        String id = submitUploaded("cancelled", "");
        String body = "{\"desiredExecutionStatus\": \"canceled\"}";

        Answer first = ApiClient.json("PUT", JOBS + "/" + id, body);
        Answer again = ApiClient.post(JOBS + "/" + id + "/status", body);
        Answer back = ApiClient.post(JOBS + "/" + id + "/status", "{\"desiredExecutionStatus\": \"running\"}");
        Answer unknown = ApiClient.json("PUT", JOBS + "/" + id, "{\"desiredExecutionStatus\": \"paused\"}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.text("/desiredExecutionStatus")).isEqualTo("canceled");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("/executionStatus")).isEqualTo("pending");
        assertThat(back.status()).isEqualTo(400);
        assertThat(unknown.status()).isEqualTo(400);
        JobMessages.awaitCommand(id, JobCommand.Desired.CANCELED);
    }

    @Test
    void aTableHasOneStreamUnlessItIsReplaced() {
        String stream = stream("one-stream", "");
        Answer first = ApiClient.post(JOBS, stream);

        Answer second = ApiClient.post(JOBS, stream);
        Answer replacing = ApiClient.post(JOBS, stream("one-stream", "\"replaceRunning\": true,"));

        assertThat(first.status()).as(first.body().toString()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.text("/message")).contains(first.text("/id"));
        assertThat(replacing.status()).as(replacing.body().toString()).isEqualTo(201);
        assertThat(ApiClient.get(JOBS + "/" + first.text("/id")).text("/desiredExecutionStatus"))
                .isEqualTo("canceled");
        JobMessages.awaitCommand(first.text("/id"), JobCommand.Desired.CANCELED);
        assertThat(ApiClient.get(JOBS + "/" + first.text("/id") + "/progress").status())
                .isEqualTo(400);
        Answer inUse = ApiClient.delete(ApiClient.PROJECT + "/connections/jobs-push");
        assertThat(inUse.status()).isEqualTo(400);
    }

    @Test
    void allProblemsOfARequestAreReportedTogetherWithTheirPlaces() {
        Answer answer = ApiClient.post(JOBS, """
                {"type": "batch", "target": {"type": "table", "tableName": "never-made"}, "createTableIfNotExists": true,
                 "source": {"type": "uploaded", "fileList": ["no-such-file"], "formatSettings": {"format": "nd-json"},
                  "inputSchema": [{"name": "t", "dataType": "string"}]},
                 "filterExpression": "\\"t\\" = ", "maxParseExceptions": -3,
                 "mappings": [{"columnName": "__time", "expression": "TIME_PARSE(\\"tt\\")"},
                  {"columnName": "x", "expression": "UPPER("}]}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("details").findValuesAsText("target"))
                .contains(
                        "maxParseExceptions",
                        "source.fileList[0]",
                        "filterExpression",
                        "mappings[0].expression",
                        "mappings[1].expression");
        assertThat(answer.response().body()).contains("line 1, column 12").contains("^");
        assertThat(ApiClient.get(ApiClient.PROJECT + "/tables/never-made").status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "s3", "connectionName": "nowhere", "objects": ["a"]            | source.connectionName
            "s3", "connectionName": "jobs-push", "objects": ["a"]          | source.connectionName
            "s3", "connectionName": "jobs-s3", "uris": ["s3://other/a"]    | source.uris[0]
            """)
    void aSourceThatDoesNotExistIsNamed(String source, String target) {
        Answer answer = ApiClient.post(JOBS, batch("nowhere", source, ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/target")).isEqualTo(target);
    }

    @Test
    void aMissingTableIsNotMadeUnlessAskedFor() {
        Answer answer = ApiClient.post(
                JOBS, batch("not-there", uploaded(), "").replace("\"createTableIfNotExists\": true,", ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/target")).isEqualTo("target.tableName");
    }

    @Test
    void aStrictTableTakesDeclaredColumnsOnlyAndAFlexibleOneDiscovers() {
        for (String mode : new String[] {"strict", "flexible"}) {
            ApiClient.post(
                    ApiClient.PROJECT + "/tables",
                    "{\"name\": \"" + mode + "\", \"type\": \"detail\", \"schemaMode\": \"" + mode + "\"}");
        }

        Answer strict = ApiClient.post(JOBS, batch("strict", uploaded(), ""));
        Answer flexible = ApiClient.post(JOBS, batch("flexible", uploaded(), ""));

        assertThat(strict.status()).isEqualTo(400);
        assertThat(strict.text("/target")).isEqualTo("mappings[1].columnName");
        assertThat(flexible.status()).as(flexible.body().toString()).isEqualTo(201);
        JsonNode column =
                ApiClient.get(ApiClient.PROJECT + "/tables/flexible").body().at("/queryableSchema/1");
        assertThat(column.toString()).isEqualTo("{\"name\":\"n\",\"dataType\":\"long\",\"isDiscovered\":true}");
    }

    @Test
    void columnsThatDifferOnlyInCaseAreNotMade() {
        String twice = batch("case-new", uploaded(), "")
                .replace(
                        "{\"columnName\": \"n\"",
                        "{\"columnName\": \"N\", \"expression\": \"1\"}, {\"columnName\": \"n\"");
        ApiClient.post(
                ApiClient.PROJECT + "/tables",
                "{\"name\": \"case-old\", \"type\": \"detail\", \"schema\": [{\"name\": \"N\", \"dataType\": \"long\"}]}");

        Answer made = ApiClient.post(JOBS, twice);
        Answer discovered = ApiClient.post(JOBS, batch("case-old", uploaded(), ""));

        assertThat(made.status()).isEqualTo(400);
        assertThat(made.body().get("details").findValuesAsText("target")).contains("mappings[2].columnName");
        assertThat(discovered.text("/target")).isEqualTo("mappings[1].columnName");
    }

    @Test
    void aFileThatIsNamedTwiceIsLoadedOnce() {
        String id = submit(
                batch("named-twice", "\"uploaded\", \"fileList\": [\"jobs/in.csv.gz\", \"jobs/in.csv.gz\"]", ""));

        JobCommand command = JobMessages.awaitCommand(id, JobCommand.Desired.RUNNING);

        assertThat(((JobSource.Uploaded) command.job().source()).files()).hasSize(1);
    }

    @Test
    void aFileInUseCannotBeDeletedUntilItsJobIsOver() {
        Forms.upload("in-use.json", Forms.utf8("{}"));
        String id = submit(batch("uses-file", "\"uploaded\", \"fileList\": [\"in-use.json\"]", ""));

        Answer refused = ApiClient.delete(ApiClient.PROJECT + "/files/in-use.json");
        JobMessages.report(new Report.Status(id, Instant.now(), ExecutionStatus.COMPLETED, null, null));
        JobMessages.awaitStatus(id, "completed");
        Answer deleted = ApiClient.delete(ApiClient.PROJECT + "/files/in-use.json");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("/message")).contains(id);
        assertThat(deleted.status()).isEqualTo(204);
    }

    @Test
    void jobsAreListedFilteredAndPaged() {
        String one = submitUploaded("listed", "");
        String two = submitUploaded("listed", "");

        Answer all = ApiClient.get(JOBS + "?targetTableName=listed&executionStatus=pending&executionStatus=running");
        Answer page = ApiClient.get(
                JOBS + "?targetTableName=listed&paginationLimit=1&sortColumn=created_date_time&sortOrder=ASC");
        Answer none = ApiClient.get(JOBS + "?targetTableName=listed&type=streaming");
        Answer wrong = ApiClient.get(JOBS + "?executionStatus=resting");

        assertThat(all.body().get("values").findValuesAsText("id")).containsExactly(two, one);
        assertThat(all.body().get("moreResultsAvailable").asBoolean()).isFalse();
        assertThat(all.body().at("/values/0/source").toString()).isEqualTo("{\"type\":\"uploaded\"}");
        assertThat(page.body().get("values").findValuesAsText("id")).containsExactly(one);
        assertThat(page.body().get("moreResultsAvailable").asBoolean()).isTrue();
        assertThat(none.body().get("values")).isEmpty();
        assertThat(wrong.status()).isEqualTo(400);
    }

    @Test
    void aListShowsTheBeginningOfInlineData() {
        String data = "{\\\"t\\\": \\\"\\u0000\\\"}\\n" + "x".repeat(100_000);
        submit(batch("listed-inline", "\"inline\", \"data\": \"" + data + "\"", ""));

        JsonNode job =
                ApiClient.get(JOBS + "?targetTableName=listed-inline").body().at("/values/0");

        assertThat(job.at("/source/type").asText()).isEqualTo("inline");
        assertThat(job.at("/source/data").asText())
                .startsWith("{\"t\": \"\uFFFD\"}\nxxx")
                .hasSizeLessThan(300);
        assertThat(job.at("/target/tableName").asText()).isEqualTo("listed-inline");
        assertThat(job.has("mappings")).isTrue();
        assertThat(job.has("spec")).isFalse();
    }

    @Test
    void theLargestJobReachesTheLoadersAndALargerOneIsRefused() {
        String data = "\\u0001".repeat(1_397_900);
        String column = "x".repeat(7_000_000);

        Answer taken = ApiClient.post(JOBS, batch("large", "\"inline\", \"data\": \"" + data + "\"", ""));
        // The name comes twice in the message: with the mapping and with the table.
        Answer refused = ApiClient.post(
                JOBS,
                batch("too-large", uploaded(), "")
                        .replace("\"columnName\": \"n\"", "\"columnName\": \"" + column + "\""));

        assertThat(taken.status()).isEqualTo(201);
        JobMessages.awaitCommand(taken.text("/id"), JobCommand.Desired.RUNNING);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(ApiClient.get(ApiClient.PROJECT + "/tables/too-large").status())
                .isEqualTo(404);
    }

    @Test
    void unknownPropertiesAreNamedInTheJobsLog() {
        String id = submitUploaded("sloppy", "\"maxParseExeptions\": 3,");

        assertThat(ApiClient.get(JOBS + "/" + id + "/logs").text("/logs/0/message"))
                .contains("maxParseExeptions");
    }

    @Test
    void aNulCharacterInANameIsRefused() {
        Answer file = ApiClient.post(JOBS, batch("nul-names", "\"uploaded\", \"fileList\": [\"a\\u0000\"]", ""));
        Answer connection = ApiClient.post(
                JOBS, batch("nul-names", "\"s3\", \"connectionName\": \"\\u0000\", \"objects\": [\"a\"]", ""));
        Answer property = ApiClient.post(JOBS, batch("nul-names", uploaded(), "\"x\\u0000\": 1,"));

        assertThat(file.text("/code")).isEqualTo("BadArgument");
        assertThat(connection.text("/code")).isEqualTo("BadArgument");
        assertThat(property.text("/code")).isEqualTo("BadArgument");
        assertThat(ApiClient.get(JOBS + "?searchString=%00").status()).isEqualTo(400);
    }

    @Test
    void anUnknownJobIsNotFound() {
        assertThat(ApiClient.get(JOBS + "/nonsense").status()).isEqualTo(404);
        assertThat(ApiClient.get(JOBS + "/6f1c2a34-0000-4000-8000-000000000000").status())
                .isEqualTo(404);
    }

    private static String submitUploaded(String table, String properties) {
        return submit(batch(table, uploaded(), properties));
    }

    private static String uploaded() {
        return "\"uploaded\", \"fileList\": [\"jobs/in.csv.gz\"]";
    }

    private static String submit(String job) {
        Answer answer = ApiClient.post(JOBS, job);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.text("/id");
    }

    private static String batch(String table, String source, String properties) {
        return """
                {"type": "batch", "target": {"type": "table", "tableName": "%s"}, "createTableIfNotExists": true, %s
                 "source": {"inputSchema": [{"name": "t", "dataType": "string"}, {"name": "n", "dataType": "long"}],
                  "type": %s},
                 "mappings": [{"columnName": "__time", "expression": "TIME_PARSE(\\"t\\")"},
                  {"columnName": "n", "expression": "\\"n\\" + 1"}]}""".formatted(table, properties, source);
    }

    private static String stream(String table, String properties) {
        return """
                {"type": "streaming", "target": {"type": "table", "tableName": "%s"}, "createTableIfNotExists": true, %s
                 "source": {"type": "connection", "connectionName": "jobs-push", "formatSettings": {"format": "nd-json"},
                  "inputSchema": [{"name": "event_time", "dataType": "string"}, {"name": "added", "dataType": "float"}]},
                 "mappings": [{"columnName": "__time", "expression": "TIME_PARSE(\\"event_time\\")"},
                  {"columnName": "added", "expression": "\\"added\\""}]}""".formatted(table, properties);
    }
}
