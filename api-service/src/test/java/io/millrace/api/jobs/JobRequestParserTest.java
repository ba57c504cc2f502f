package io.millrace.api.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.api.errors.ApiException;
import io.millrace.api.errors.Problem;
import io.millrace.api.errors.Problems;
import io.millrace.api.json.RequestJson;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.model.FormatSettings;
import io.millrace.model.JobDefinition.ReadFromPoint;
import io.millrace.model.JobSource.ObjectSelection;
import io.millrace.model.JobType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobRequestParserTest {
    @Test
    void theVendorsS3SampleIsRead() {
        JobRequest request = parse("""
                {"type": "batch", "target": {"type": "table", "tableName": "Koalas"}, "createTableIfNotExists": true,
                 "source": {"type": "s3", "connectionName": "demo-conn",
                   "uris": ["s3://demo-bucket/polaris-ingest/demo-file.json.gz"],
                   "formatSettings": {"format": "nd-json"},
                   "inputSchema": [{"dataType": "string", "name": "timestamp"}, {"dataType": "long", "name": "n"}],
                   "formatSettings": {"format": "nd-json"}},
                 "mappings": [{"columnName": "__time", "expression": "TIME_PARSE(\\"timestamp\\")"},
                   {"columnName": "max_n", "expression": "MAX(\\"n\\")", "isAggregation": true}]}""");

        assertThat(request.type()).isEqualTo(JobType.BATCH);
        assertThat(request.createTable()).isTrue();
        assertThat(request.source())
                .isEqualTo(new JobRequest.S3Objects(
                        "demo-conn",
                        new ObjectSelection.Uris(List.of("s3://demo-bucket/polaris-ingest/demo-file.json.gz"))));
        assertThat(request.inputSchema())
                .containsExactly(new Field("timestamp", DataType.STRING), new Field("n", DataType.LONG));
        assertThat(request.mappings().get(1).aggregation()).contains(true);
        assertThat(request.mappings().get(0).aggregation()).isEmpty();
    }

    @Test
    void aStreamHasItsPeriods() {
        JobRequest request = parse(stream("\"readFromPoint\": \"earliest\", \"lateMessageRejectionPeriod\": \"P1M\","
                + " \"earlyMessageRejectionPeriod\": \"PT6H\","));

        assertThat(request.streaming().orElseThrow())
                .extracting("readFromPoint", "lateRejection", "earlyRejection")
                .containsExactly(ReadFromPoint.EARLIEST, Duration.ofDays(30), Duration.ofHours(6));
    }

    @Test
    void aStreamStartsAtTheEndAndTakesThirtyDaysUnlessItSaysOtherwise() {
        JobRequest request = parse(stream(""));

        assertThat(request.streaming().orElseThrow())
                .extracting("readFromPoint", "lateRejection", "earlyRejection")
                .containsExactly(ReadFromPoint.LATEST, Duration.ofDays(30), Duration.ofDays(2000));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"format": "csv"}                                    | ,
            {"format": "csv", "delimiter": "\\t"}                | TAB
            {"format": "csv", "delimiter": "\\\\t"}              | TAB
            {"format": "csv", "delimiter": "\\\\u003b"}          | ;
            """)
    void delimitersMayBeEscaped(String settings, String delimiter) {
        JobRequest request = parse(batch("\"uploaded\", \"fileList\": [\"a\"], \"formatSettings\": " + settings));

        assertThat(request.format().orElseThrow())
                .extracting(format -> ((FormatSettings.Csv) format).delimiter())
                .isEqualTo(delimiter.equals("TAB") ? "\t" : delimiter);
    }

    @Test
    void filesOfTabSeparatedValuesAreReadSo() {
        JobRequest request =
                parse(batch("\"uploaded\", \"fileList\": [\"a.tsv.gz\"], \"formatSettings\": {\"format\": \"csv\"}"));

        assertThat(((FormatSettings.Csv) request.format().orElseThrow()).delimiter())
                .isEqualTo("\t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "uploaded"                                                                | source.fileList
            "inline"                                                                  | source.data
            "s3", "connectionName": "c"                                               | source.uris
            "s3", "connectionName": "c", "uris": ["x"], "pattern": "y"                | source.pattern
            "s3", "connectionName": "c", "pattern": "[a"                              | source.pattern
            "s3", "objects": ["x"]                                                    | source.connectionName
            "table", "tableName": "t"                                                 | source.type
            "kinesis"                                                                 | source.type
            "connection", "connectionName": "c"                                       | source.type
            "uploaded", "fileList": ["a"], "formatSettings": {"format": "parquet"}    | source.formatSettings.format
            "uploaded", "fileList": [7]                                               | source.fileList[0]
            """)
    void aSourceThatCannotBeReadIsNamed(String source, String target) {
        assertThat(problems(batch(source))).extracting(Problem::target).contains(target);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "ingestionMode": "replace"                     | ingestionMode
            "replaceAll": true                             | replaceAll
            "maxParseExceptions": -1                       | maxParseExceptions
            "partitionedBy": "week"                        | partitionedBy
            "partitionedBy": "fortnight"                   | partitionedBy
            "mappings": []                                 | mappings
            "mappings": [{"columnName": "__other"}]        | mappings[0].columnName
            "mappings": [{"columnName": "a"}]              | mappings[0].expression
            "target": {"tableName": ".x"}                  | target.tableName
            "target": {"type": "topic", "tableName": "x"}  | target.type
            "target": null                                 | target
            "createTableIfNotExists": "yes"                | createTableIfNotExists
            """)
    void aJobThatCannotBeIsNamed(String property, String target) {
        String job = batch("\"uploaded\", \"fileList\": [\"a\"]");

        assertThat(problems(job.substring(0, job.length() - 1) + ", " + property + "}"))
                .extracting(Problem::target)
                .contains(target);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "useSchemaDiscovery": true,            | useSchemaDiscovery
            "dimensionExclusions": ["a"],          | dimensionExclusions
            "enableUpserts": true,                 | enableUpserts
            "readFromPoint": "middle",             | readFromPoint
            "lateMessageRejectionPeriod": "later", | lateMessageRejectionPeriod
            """)
    void aStreamThatCannotBeIsNamed(String property, String target) {
        assertThat(problems(stream(property))).extracting(Problem::target).contains(target);
    }

    @ParameterizedTest
    @CsvSource({"sql", "drop_table", "delete_data", "restore_data"})
    void otherTypesAreNotSupportedYet(String type) {
        assertThat(problems("{\"type\": \"" + type + "\"}"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("not supported yet", type));
    }

    @Test
    void unknownPropertiesAreIgnoredAndNamed() {
        assertThat(UnknownProperties.warning(RequestJson.parseStored(
                        "{\"type\": \"batch\", \"colour\": 1, \"source\": {\"type\": \"s3\", \"size\": 2}}")))
                .hasValueSatisfying(line -> assertThat(line).contains("colour, source.size"));
        assertThat(UnknownProperties.warning(RequestJson.parseStored(stream(""))))
                .isEmpty();
    }

    private static String batch(String source) {
        return "{\"type\": \"batch\", \"target\": {\"type\": \"table\", \"tableName\": \"t\"}, \"source\": {\"inputSchema\":"
                + " [{\"name\": \"a\", \"dataType\": \"string\"}], \"type\": " + source + "}, \"mappings\":"
                + " [{\"columnName\": \"__time\", \"expression\": \"TIME_PARSE(a)\"}]}";
    }

    private static String stream(String properties) {
        return "{\"type\": \"streaming\", " + properties + " \"target\": {\"type\": \"table\", \"tableName\": \"t\"},"
                + " \"source\": {\"type\": \"connection\", \"connectionName\": \"c\", \"inputSchema\": [{\"name\": \"a\","
                + " \"dataType\": \"string\"}], \"formatSettings\": {\"format\": \"nd-json\"}}, \"mappings\":"
                + " [{\"columnName\": \"__time\", \"expression\": \"TIME_PARSE(a)\"}]}";
    }

    private static JobRequest parse(String body) {
        Problems problems = new Problems();
        JobRequest request = new JobRequestParser(RequestJson.parseStored(body), problems)
                .parse()
                .orElseThrow();
        assertThat(problems.found()).isEmpty();
        return request;
    }

    private static List<Problem> problems(String body) {
        Problems problems = new Problems();
        try {
            new JobRequestParser(RequestJson.parseStored(body), problems).parse();
        } catch (ApiException refusal) {
            return refusal.details();
        }
        return problems.found();
    }
}
