package io.millrace.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.millrace.api.ApiClient.Answer;
import io.millrace.model.S3Location;
import io.millrace.objects.ObjectStore;
import io.millrace.objects.S3ObjectStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trying jobs out before they are submitted: dry runs, previews, samples of files, hints. */
@QuarkusTest
@WithTestResource(RealStack.class)
class PreviewIT {
    private static final String JOBS = ApiClient.PROJECT + "/jobs";
    private static final String PREVIEW = JOBS + "/preview";
    private static final String RECORDS = """
            {"t": "2024-05-01T10:00:00Z", "n": 1, "page": "a"}
            {"t": "2024-05-01T10:30:00Z", "n": 2, "page": "a"}
            {"t": "2024-05-01T11:00:00Z", "n": 3,
            {"t": "2024-05-01T12:00:00Z", "n": 4, "page": "skip"}
            {"t": "2024-05-01T13:00:00Z", "n": 5, "page": "b"}
            """;

    @BeforeAll
    static void prepare() {
        Readiness.await();
        ApiClient.post(
                ApiClient.PROJECT + "/connections", "{\"type\": \"push_streaming\", \"name\": \"preview-push\"}");
        ApiClient.post(
                ApiClient.PROJECT + "/connections",
                ConnectionsIT.s3("preview-s3", ConnectionsIT.setting("secret-access-key")));
        Forms.upload("preview/records.json", Forms.utf8(RECORDS));
    }

    @Test
    void aDryRunAnswersTheJobAndMakesNothing() {
        Answer answer =
                ApiClient.post(JOBS + "?dryRun=true", detail("dry", uploaded("preview/records.json"), "\"oops\": 1,"));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().has("id")).isFalse();
        assertThat(answer.text("/type")).isEqualTo("batch");
        assertThat(answer.text("/target/tableName")).isEqualTo("dry");
        assertThat(answer.body().get("mappings")).hasSize(3);
        assertThat(answer.text("/warnings/0")).contains("oops");
        assertThat(ApiClient.get(ApiClient.PROJECT + "/tables/dry").status()).isEqualTo(404);
        assertThat(ApiClient.get(JOBS + "?targetTableName=dry").body().get("values"))
                .isEmpty();
    }

    @Test
    void aDryRunFindsWhatASubmitWouldFind() {
        String job = detail("dry-bad", uploaded("no-such-file"), "\"maxParseExceptions\": -3,")
                .replace("TIME_PARSE(", "TIME_PARS(");

        Answer dry = ApiClient.post(JOBS + "?dryRun=true", job);
        Answer real = ApiClient.post(JOBS + "?dryRun=false", job);

        assertThat(dry.status()).isEqualTo(400);
        assertThat(dry.body().get("details").findValuesAsText("target"))
                .contains("maxParseExceptions", "source.fileList[0]", "mappings[0].expression")
                .isEqualTo(real.body().get("details").findValuesAsText("target"));
        assertThat(ApiClient.post(JOBS + "?dryRun=maybe", job).text("/target")).isEqualTo("dryRun");
    }

    @Test
    void aDryRunOfASecondStreamIsRefusedAsItsSubmitWouldBe() {
        Answer first = ApiClient.post(JOBS, stream("dry-stream"));

        Answer second = ApiClient.post(JOBS + "?dryRun=true", stream("dry-stream"));

        assertThat(first.status()).as(first.body().toString()).isEqualTo(201);
        assertThat(second.status()).isEqualTo(400);
        assertThat(second.text("/message")).contains(first.text("/id"));
        ApiClient.post(JOBS + "/" + first.text("/id") + "/status", "{\"desiredExecutionStatus\": \"canceled\"}");
    }

    @Test
    void aPreviewOfAFileShowsItsRowsItsErrorsAndWhatBecameOfEachRecord() {
        Answer answer = ApiClient.post(PREVIEW, detail("pre-file", uploaded("preview/records.json"), ""));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.text("/inputSchema/1/dataType")).isEqualTo("long");
        assertThat(answer.body().get("rows")).hasSize(3);
        assertThat(answer.body().at("/rows/0").toString())
                .isEqualTo("{\"__time\":\"2024-05-01T10:00:00.000Z\",\"page\":\"A\",\"n\":2}");
        JsonNode counters = answer.body().get("counters");
        assertThat(counters.get("received").asLong()).isEqualTo(5);
        assertThat(counters.get("filtered").asLong()).isEqualTo(1);
        assertThat(counters.get("unparseable").asLong()).isEqualTo(1);
        assertThat(counters.get("kept").asLong()).isEqualTo(3);
        JsonNode error = answer.body().at("/errors/0");
        assertThat(answer.body().get("errors")).hasSize(1);
        assertThat(error.get("source").asText()).isEqualTo("preview/records.json");
        assertThat(error.get("recordNumber").asLong()).isEqualTo(3);
        assertThat(error.get("byteOffset").asInt()).isEqualTo(RECORDS.indexOf("{\"t\": \"2024-05-01T11"));
        assertThat(error.get("code").asText()).isEqualTo("cannot_parse_source");
        assertThat(error.get("message").asText()).isNotEmpty();
        assertThat(error.get("excerpt").asText())
                .startsWith("{\"t\": \"2024-05-01T11")
                .endsWith("3,");
        assertThat(ApiClient.get(ApiClient.PROJECT + "/tables/pre-file").status())
                .isEqualTo(404);
        assertThat(ApiClient.get(JOBS + "?targetTableName=pre-file").body().get("values"))
                .isEmpty();
    }

    @Test
    void aPreviewRollsUp() {
        Answer answer = ApiClient.post(
                PREVIEW, """
                {"type": "batch", "target": {"type": "table", "tableName": "pre-rollup"}, "createTableIfNotExists": true,
                 "source": {"type": "inline", "data": "%s", "formatSettings": {"format": "nd-json"},
                  "inputSchema": [{"name": "t", "dataType": "string"}, {"name": "n", "dataType": "long"}]},
                 "mappings": [{"columnName": "__time", "expression": "TIME_FLOOR(TIME_PARSE(\\"t\\"), 'P1D')"},
                  {"columnName": "total", "expression": "SUM(\\"n\\")", "isAggregation": true}]}
                """.formatted(RECORDS.replace("\"", "\\\"").replace("\n", "\\n")));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().get("rows").toString())
                .isEqualTo("[{\"__time\":\"2024-05-01T00:00:00.000Z\",\"total\":12,\"__count\":4}]");
        assertThat(answer.text("/counters/rows")).isEqualTo("1");
    }

    @Test
    void ofALargeCompressedFileOnlyTheBeginningIsRead() throws IOException {
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
            for (int i = 0; i < 200_000; i++) {
                gzip.write(Forms.utf8("{\"t\": \"2024-05-01\", \"n\": " + i + ", \"page\": \"p\"}\n"));
            }
        }
        Forms.upload("preview/large.json.gz", gzipped.toByteArray());
        String job = detail("pre-large", uploaded("preview/large.json.gz"), "");

        Answer some = ApiClient.post(PREVIEW + "?limit=7", job);
        Answer byDefault = ApiClient.post(PREVIEW, job);
        Answer tooMany = ApiClient.post(PREVIEW + "?limit=101", job);

        assertThat(some.status()).as(some.body().toString()).isEqualTo(200);
        assertThat(some.body().get("rows")).hasSize(7);
        assertThat(some.text("/counters/received")).isEqualTo("1000");
        assertThat(some.body().get("errors")).isEmpty();
        assertThat(byDefault.body().get("rows")).hasSize(20);
        assertThat(tooMany.status()).isEqualTo(400);
        assertThat(tooMany.text("/target")).isEqualTo("limit");
    }

    @Test
    void aSampleOfLongRecordsEndsAtAMebibyteWithoutAHalfRecord() {
        String line = "{\"t\": \"2024-05-01\", \"n\": 1, \"page\": \"" + "x".repeat(99_000) + "\"}\n";
        Forms.upload("preview/long.json", Forms.utf8(line.repeat(40)));

        Answer answer = ApiClient.post(PREVIEW, detail("pre-long", uploaded("preview/long.json"), ""));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.text("/counters/received")).isEqualTo("11");
        assertThat(answer.text("/counters/kept")).isEqualTo("11");
        assertThat(answer.body().get("errors")).isEmpty();
        assertThat(answer.body().get("valuesCut").asBoolean()).isTrue();
        assertThat(answer.response().body().length()).isLessThan(200_000);
    }

    @Test
    void aPreviewOfABucketReadsItsFirstObjects() throws IOException {
        try (ObjectStore bucket = S3ObjectStore.open(ownBucket())) {
            for (String name : new String[] {"one", "two"}) {
                bucket.put(
                        "preview-in/" + name + ".json",
                        Forms.utf8("{\"t\": \"2024-05-01\", \"n\": 1, \"page\": \"" + name + "\"}"));
            }
        }

        Answer answer = ApiClient.post(
                PREVIEW,
                detail("pre-s3", "\"s3\", \"connectionName\": \"preview-s3\", \"prefixes\": [\"preview-in/\"]", ""));
        Answer missing = ApiClient.post(
                PREVIEW,
                detail("pre-s3", "\"s3\", \"connectionName\": \"preview-s3\", \"objects\": [\"preview-in/none\"]", ""));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().get("rows").findValuesAsText("page")).containsExactly("ONE", "TWO");
        assertThat(missing.status()).as(missing.body().toString()).isEqualTo(400);
        assertThat(missing.text("/message")).contains("preview-in/none");
    }

    @Test
    void aPreviewOfAStreamShowsTheNewestEventsFirst() throws IOException {
        String topicIsNew = ApiClient.post(PREVIEW, stream("pre-stream")).text("/counters/received");
        ByteArrayOutputStream gzipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(gzipped)) {
            gzip.write(Forms.utf8("{\"t\": \"%s\", \"n\": 3}\n".formatted(Instant.now())));
        }
        push(
                Forms.utf8("{\"t\": \"%1$s\", \"n\": 1}\n{\"t\": \"%1$s\", \"n\": 2}\n".formatted(Instant.now())),
                "identity");
        push(gzipped.toByteArray(), "gzip");

        Answer answer = ApiClient.post(PREVIEW, stream("pre-stream"));

        assertThat(topicIsNew).isEqualTo("0");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().get("rows").findValuesAsText("n")).containsExactly("3", "1", "2");
    }

    @Test
    void aFileThatCannotBeReadAtAllIsAnError() {
        Forms.upload(
                "preview/broken.json.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

        Answer answer = ApiClient.post(PREVIEW, detail("pre-broken", uploaded("preview/broken.json.gz"), ""));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.text("/errors/0/source")).isEqualTo("preview/broken.json.gz");
        assertThat(answer.text("/errors/0/code")).isEqualTo("cannot_parse_source");
    }

    @Test
    void aSampleOfAFileFitsIntoAJob() {
        Forms.upload(
                "preview/sample in.tsv",
                Forms.utf8("created_at\tn\tprice\n2024-05-01T10:00:00Z\t1\t2\n2024-05-02\t2\t2.5\n"));

        Answer sample = ApiClient.send(ApiClient.request(ApiClient.PROJECT + "/files/preview/sample%20in.tsv/sample")
                .POST(BodyPublishers.noBody()));

        assertThat(sample.status()).as(sample.body().toString()).isEqualTo(200);
        assertThat(sample.body().get("inputSchema").findValuesAsText("dataType"))
                .containsExactly("string", "long", "double");
        assertThat(sample.text("/sampledRecords")).isEqualTo("2");
        Answer preview = ApiClient.post(PREVIEW, """
                {"type": "batch", "target": {"type": "table", "tableName": "sampled"}, "createTableIfNotExists": true,
                 "source": {"type": "uploaded", "fileList": ["preview/sample in.tsv"], "formatSettings": %s,
                  "inputSchema": %s}, "mappings": %s}""".formatted(
                        sample.body().get("formatSettings"),
                        sample.body().get("inputSchema"),
                        sample.body().get("mappings")));
        assertThat(preview.body().get("rows").toString())
                .as(preview.body().toString())
                .isEqualTo("[{\"__time\":\"2024-05-01T10:00:00.000Z\"},{\"__time\":\"2024-05-02T00:00:00.000Z\"}]");
    }

    @Test
    void onlyFilesThatExistCanBeSampled() {
        Answer unknown = ApiClient.post(ApiClient.PROJECT + "/files/preview/none.json/sample", "{}");
        Answer notASample = ApiClient.post(ApiClient.PROJECT + "/files/preview/records.json", "{}");

        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("/message")).contains("\"preview/none.json\"");
        assertThat(notASample.status()).isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "s3", "connectionName": "preview_s3", "objects": ["a"] | Did you mean "preview-s3"?
            "uploaded", "fileList": ["preview/record.json"]        | Did you mean "preview/records.json"?
            """)
    void aNameThatDoesNotExistComesWithTheNearestThatDoes(String source, String hint) {
        Answer answer = ApiClient.post(JOBS + "?dryRun=true", detail("hinted", source, ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/message")).contains(hint);
    }

    @Test
    void aTableThatDoesNotExistComesWithTheNearestThatDoes() {
        ApiClient.post(ApiClient.PROJECT + "/tables", "{\"name\": \"page-visits\", \"type\": \"detail\"}");

        Answer answer = ApiClient.post(
                JOBS,
                detail("page_visit", uploaded("preview/records.json"), "")
                        .replace("\"createTableIfNotExists\": true,", ""));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/message")).contains("Did you mean \"page-visits\"?");
    }

    private static S3Location ownBucket() {
        return new S3Location(
                ConnectionsIT.setting("endpoint"),
                ConnectionsIT.setting("region"),
                ConnectionsIT.setting("bucket"),
                "",
                ConnectionsIT.setting("access-key-id"),
                ConnectionsIT.setting("secret-access-key"));
    }

    private static void push(byte[] body, String encoding) {
        Answer pushed = ApiClient.send(ApiClient.request(ApiClient.PROJECT + "/events/preview-push")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(body)));
        assertThat(pushed.status()).isEqualTo(200);
    }

    private static String uploaded(String file) {
        return "\"uploaded\", \"fileList\": [\"" + file + "\"]";
    }

    private static String detail(String table, String source, String properties) {
        return """
                {"type": "batch", "target": {"type": "table", "tableName": "%s"}, "createTableIfNotExists": true, %s
                 "filterExpression": "\\"page\\" <> 'skip'",
                 "source": {"inputSchema": [{"name": "t", "dataType": "string"}, {"name": "n", "dataType": "long"},
                   {"name": "page", "dataType": "string"}], "type": %s},
                 "mappings": [{"columnName": "__time", "expression": "TIME_PARSE(\\"t\\")"},
                  {"columnName": "page", "expression": "UPPER(\\"page\\")"},
                  {"columnName": "n", "expression": "\\"n\\" + 1"}]}""".formatted(table, properties, source);
    }

    private static String stream(String table) {
        return """
                {"type": "streaming", "target": {"type": "table", "tableName": "%s"}, "createTableIfNotExists": true,
                 "source": {"type": "connection", "connectionName": "preview-push",
                  "formatSettings": {"format": "nd-json"},
                  "inputSchema": [{"name": "t", "dataType": "string"}, {"name": "n", "dataType": "long"}]},
                 "mappings": [{"columnName": "__time", "expression": "TIME_PARSE(\\"t\\")"},
                  {"columnName": "n", "expression": "\\"n\\""}]}""".formatted(table);
    }
}
