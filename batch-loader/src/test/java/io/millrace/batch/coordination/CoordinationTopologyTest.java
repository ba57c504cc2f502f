package io.millrace.batch.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.TestJobs;
import io.millrace.messages.BatchTask;
import io.millrace.messages.JobCommand;
import io.millrace.messages.JobCommand.Desired;
import io.millrace.messages.MessageJson;
import io.millrace.messages.Report;
import io.millrace.messages.TaskOutcome;
import io.millrace.messages.TaskOutcome.Committed;
import io.millrace.messages.TaskOutcome.Failed;
import io.millrace.messages.TaskOutcome.Loaded;
import io.millrace.messages.TaskOutcome.Loading;
import io.millrace.messages.TaskOutcome.Planned;
import io.millrace.messages.Topics;
import io.millrace.model.ErrorCode;
import io.millrace.model.ExecutionStatus;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import io.millrace.model.JobSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoordinationTopologyTest {
    private static final String JOB = "6d1c9c3e-64d6-4a0f-8d0e-000000000001";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final byte[] FIRST = "first".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SECOND = "second".getBytes(StandardCharsets.UTF_8);

    private final JobDefinition job = TestJobs.small(JOB, new JobSource.Inline("{}"), 3);
    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> commands;
    private TestInputTopic<String, byte[]> outcomes;
    private TestOutputTopic<String, byte[]> tasks;
    private TestOutputTopic<String, byte[]> reports;

    @BeforeEach
    void startTheTopology() {
        Topics topics = Topics.DEFAULT;
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        driver = new TopologyTestDriver(CoordinationTopology.of(topics, RETENTION), settings, START);
        commands = input(topics.jobs());
        outcomes = input(topics.batchOutcomes());
        tasks = output(topics.batchTasks());
        reports = output(topics.reports());
    }

    @AfterEach
    void stopTheTopology() {
        driver.close();
    }

    @Test
    void aNewJobIsPlannedAndReportedRunning() {
        command(Desired.RUNNING);

        assertThat(sentTasks()).containsExactly(new BatchTask.Plan(job));
        assertThat(statuses()).containsExactly(ExecutionStatus.RUNNING);
    }

    @Test
    void aRepeatedCommandDoesNotStartTheJobAgain() {
        command(Desired.RUNNING);
        command(Desired.RUNNING);
        assertThat(sentTasks()).hasSize(1);

        run(new Planned(JOB, 1, 1, 10), loaded(0, 5, FIRST), new Committed(JOB, 5));
        command(Desired.RUNNING);

        assertThat(sentTasks()).noneMatch(BatchTask.Plan.class::isInstance);
    }

    @Test
    void aFinishedJobIsRememberedForItsRetentionAndOlderCommandsStartNothing() {
        command(Desired.RUNNING);
        run(new Planned(JOB, 0, 0, 0));
        sentTasks();
        driver.advanceWallClockTime(RETENTION.plus(Duration.ofHours(2)));

        commands.pipeInput(JOB, MessageJson.write(new JobCommand(job, Desired.RUNNING)), START.toEpochMilli());

        assertThat(sentTasks()).isEmpty();
    }

    @Test
    void aJobCommitsOnceWhenAllItsTasksHaveLoaded() {
        command(Desired.RUNNING);
        sentTasks();
        run(new Planned(JOB, 2, 7, 100), loaded(1, 20, SECOND));
        assertThat(sentTasks()).isEmpty();

        run(loaded(0, 10, FIRST));

        assertThat(sentTasks()).singleElement().satisfies(task -> {
            assertThat(task).isInstanceOf(BatchTask.Commit.class);
            assertThat(((BatchTask.Commit) task).manifests()).containsExactly(FIRST, SECOND);
        });
    }

    @Test
    void aCommittedJobIsCompletedWithWhatItStored() {
        command(Desired.RUNNING);
        run(
                new Planned(JOB, 2, 2, 100),
                new Loaded(JOB, 0, new JobCounters(10, 0, 2, 0, 0, 0, 0, 0, 1000), FIRST),
                new Loaded(JOB, 1, new JobCounters(5, 0, 0, 0, 0, 0, 0, 0, 500), SECOND));
        sentReports();

        run(new Committed(JOB, 4));

        List<Report> told = sentReports();
        assertThat(lastCounters(told)).isEqualTo(new JobCounters(15, 0, 2, 0, 0, 0, 13, 4, 1500));
        assertThat(last(told, Report.Progress.class).fraction()).isEqualTo(1);
        assertThat(last(told, Report.Status.class).status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(last(told, Report.Status.class).error()).isNull();
    }

    @Test
    void tasksThatLoadBeforeThePlanIsKnownAreCounted() {
        command(Desired.RUNNING);
        run(loaded(0, 10, FIRST), loaded(1, 20, SECOND));
        assertThat(sentTasks()).noneMatch(BatchTask.Commit.class::isInstance);

        run(new Planned(JOB, 2, 2, 100));

        assertThat(sentTasks()).singleElement().isInstanceOf(BatchTask.Commit.class);
    }

    @Test
    void repeatedOutcomesChangeNothing() {
        command(Desired.RUNNING);
        run(new Planned(JOB, 2, 2, 100), new Planned(JOB, 2, 2, 100));
        run(loaded(0, 10, FIRST), loaded(0, 10, FIRST));
        sentTasks();
        run(loaded(1, 20, SECOND), loaded(1, 20, SECOND));
        assertThat(sentTasks()).singleElement().isInstanceOf(BatchTask.Commit.class);

        run(new Committed(JOB, 30), new Committed(JOB, 30));

        assertThat(lastCounters(sentReports()).stored()).isEqualTo(30);
        assertThat(sentTasks()).isEmpty();
    }

    @Test
    void anotherAttemptsFilesOfATaskThatIsDoneAreDiscarded() {
        command(Desired.RUNNING);
        run(new Planned(JOB, 2, 2, 100), loaded(0, 10, FIRST));
        sentTasks();

        run(loaded(0, 10, SECOND));

        assertThat(discarded(sentTasks())).containsExactly(SECOND);
    }

    @Test
    void aJobWithoutObjectsCompletesWithAWarning() {
        command(Desired.RUNNING);
        sentTasks();

        run(new Planned(JOB, 0, 0, 0));

        Report.Status status = last(sentReports(), Report.Status.class);
        assertThat(status.status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(status.error()).isEqualTo(ErrorCode.NO_ROWS_FOUND);
        assertThat(sentTasks()).isEmpty();
    }

    @Test
    void aJobWhoseRecordsWereAllFilteredCompletesWithAWarningAndNoCommit() {
        command(Desired.RUNNING);
        sentTasks();

        run(new Planned(JOB, 1, 1, 10), emptyHanded(0, new JobCounters(4, 0, 4, 0, 0, 0, 0, 0, 10)));

        Report.Status status = last(sentReports(), Report.Status.class);
        assertThat(status.error()).isEqualTo(ErrorCode.NO_ROWS_FOUND);
        assertThat(status.message()).contains("received 4").contains("filtered 4");
        assertThat(sentTasks()).isEmpty();
    }

    @Test
    void aJobThatRejectedSomeRecordsCompletesWithAWarningAndItsCountsAddUp() {
        command(Desired.RUNNING);
        run(
                new Planned(JOB, 1, 1, 10),
                new Loaded(JOB, 0, new JobCounters(10, 1, 2, 0, 0, 1, 0, 0, 10), FIRST),
                new Committed(JOB, 7));

        List<Report> told = sentReports();
        assertThat(last(told, Report.Status.class).error()).isEqualTo(ErrorCode.INVALID_ROWS_FOUND);
        assertThat(lastCounters(told).stored()).isEqualTo(7);
        assertThat(lastCounters(told).inFlight()).isZero();
    }

    @Test
    void aFailedTaskFailsTheJobAndWhatOthersStagedIsDiscarded() {
        command(Desired.RUNNING);
        run(new Planned(JOB, 3, 3, 100), loaded(0, 10, FIRST));
        sentTasks();

        run(new Failed(JOB, ErrorCode.CANNOT_PARSE_SOURCE, "\"a.gz\" is broken"));

        assertThat(discarded(sentTasks())).containsExactly(FIRST);
        Report.Status status = last(sentReports(), Report.Status.class);
        assertThat(status.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(status.error()).isEqualTo(ErrorCode.CANNOT_PARSE_SOURCE);
        assertThat(status.message()).isEqualTo("\"a.gz\" is broken");
    }

    @Test
    void whatATaskStagedAfterItsJobFailedIsDiscarded() {
        command(Desired.RUNNING);
        run(new Planned(JOB, 2, 2, 100), new Failed(JOB, ErrorCode.INTERNAL_ERROR, "Internal error 1"));
        sentTasks();
        sentReports();

        run(loaded(1, 20, SECOND));

        assertThat(discarded(sentTasks())).containsExactly(SECOND);
        assertThat(sentReports()).isEmpty();
    }

    @Test
    void aSecondFailureIsNotReportedAgain() {
        command(Desired.RUNNING);
        run(new Failed(JOB, ErrorCode.CANNOT_PARSE_SOURCE, "one"));
        sentReports();

        run(new Failed(JOB, ErrorCode.CANNOT_PARSE_SOURCE, "two"), new Planned(JOB, 1, 1, 1));

        assertThat(sentReports()).isEmpty();
    }

    @Test
    void theFilesOfAFailedCommitAreLeftAlone() {
        command(Desired.RUNNING);
        run(new Planned(JOB, 1, 1, 10), loaded(0, 5, FIRST));
        sentTasks();

        run(new Failed(JOB, ErrorCode.UNABLE_TO_PROCEED, "the catalog is away"));

        assertThat(sentTasks()).isEmpty();
        assertThat(last(sentReports(), Report.Status.class).status()).isEqualTo(ExecutionStatus.FAILED);
    }

    @Test
    void aJobCancelledBeforeItStartedNeverStarts() {
        command(Desired.CANCELED);
        command(Desired.RUNNING);

        assertThat(sentTasks()).isEmpty();
        assertThat(statuses()).containsExactly(ExecutionStatus.CANCELED);
    }

    @Test
    void aJobCancelledWhileItIsPlannedLoadsNothing() {
        command(Desired.RUNNING);
        command(Desired.CANCELED);
        sentTasks();

        run(new Planned(JOB, 1, 1, 10));

        assertThat(sentTasks()).isEmpty();
        assertThat(statuses()).containsExactly(ExecutionStatus.RUNNING, ExecutionStatus.CANCELED);
    }

    @Test
    void aJobCancelledWhileItLoadsDiscardsWhatIsStagedAndWhatIsStagedLater() {
        command(Desired.RUNNING);
        run(new Planned(JOB, 2, 2, 100), loaded(0, 10, FIRST));
        sentTasks();

        command(Desired.CANCELED);
        command(Desired.CANCELED);
        assertThat(discarded(sentTasks())).containsExactly(FIRST);
        run(loaded(1, 20, SECOND));

        assertThat(discarded(sentTasks())).containsExactly(SECOND);
        assertThat(statuses()).containsExactly(ExecutionStatus.RUNNING, ExecutionStatus.CANCELED);
    }

    @Test
    void itIsTooLateToCancelAJobThatCommits() {
        command(Desired.RUNNING);
        run(new Planned(JOB, 1, 1, 10), loaded(0, 5, FIRST));
        sentTasks();

        command(Desired.CANCELED);
        run(new Committed(JOB, 5));

        assertThat(sentTasks()).isEmpty();
        assertThat(statuses()).containsExactly(ExecutionStatus.RUNNING, ExecutionStatus.COMPLETED);
    }

    @Test
    void aCompletedJobCannotBeCancelled() {
        command(Desired.RUNNING);
        run(new Planned(JOB, 1, 1, 10), loaded(0, 5, FIRST), new Committed(JOB, 5));

        command(Desired.CANCELED);

        assertThat(statuses()).containsExactly(ExecutionStatus.RUNNING, ExecutionStatus.COMPLETED);
    }

    @Test
    void badRecordsAreCountedOverAllTasksOfAJob() {
        command(Desired.RUNNING);
        run(
                new Planned(JOB, 3, 3, 100),
                new Loaded(JOB, 0, new JobCounters(10, 1, 0, 0, 0, 1, 0, 0, 10), FIRST),
                new Loading(JOB, 1, new JobCounters(10, 0, 0, 0, 0, 1, 0, 0, 10), 5));
        assertThat(statuses()).containsExactly(ExecutionStatus.RUNNING);

        run(new Loading(JOB, 2, new JobCounters(10, 0, 0, 0, 0, 1, 0, 0, 10), 5));

        Report.Status status = last(sentReports(), Report.Status.class);
        assertThat(status.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(status.error()).isEqualTo(ErrorCode.CANNOT_PARSE_SOURCE);
        assertThat(status.message()).contains("maxParseExceptions");
    }

    @Test
    void progressCountsDoneTasksWholeAndRunningOnesByTheirBytes() {
        command(Desired.RUNNING);
        run(new Planned(JOB, 4, 4, 400), loaded(0, 10, FIRST));
        sentReports();

        run(new Loading(JOB, 1, new JobCounters(7, 0, 0, 0, 0, 0, 0, 0, 70), 50));

        List<Report> told = sentReports();
        assertThat(last(told, Report.Progress.class).fraction()).isEqualTo(0.375);
        assertThat(lastCounters(told).received()).isEqualTo(17);
    }

    @Test
    void countersDoNotGoBackWhenATaskIsDoneAgain() {
        command(Desired.RUNNING);
        run(new Planned(JOB, 2, 2, 100), new Loading(JOB, 0, new JobCounters(9, 2, 1, 0, 0, 0, 0, 0, 90), 50));
        sentReports();

        run(new Loading(JOB, 0, new JobCounters(3, 0, 0, 0, 0, 1, 0, 0, 30), 10));

        List<Report> told = sentReports();
        assertThat(lastCounters(told)).isEqualTo(new JobCounters(9, 2, 1, 0, 0, 1, 0, 0, 90));
        assertThat(last(told, Report.Progress.class).fraction()).isEqualTo(0.5);
    }

    @Test
    void progressOfATaskThatIsDoneIsIgnored() {
        command(Desired.RUNNING);
        run(new Planned(JOB, 2, 2, 100), loaded(0, 10, FIRST));
        sentReports();

        run(new Loading(JOB, 0, new JobCounters(7, 0, 0, 0, 0, 0, 0, 0, 70), 50));

        assertThat(sentReports()).isEmpty();
    }

    @Test
    void aMessageThatIsNoMessageIsSkipped() {
        commands.pipeInput(JOB, "{".getBytes(StandardCharsets.UTF_8));
        outcomes.pipeInput(JOB, "[]".getBytes(StandardCharsets.UTF_8));

        command(Desired.RUNNING);

        assertThat(sentTasks()).hasSize(1);
    }

    private void command(Desired desired) {
        commands.pipeInput(JOB, MessageJson.write(new JobCommand(job, desired)), START.toEpochMilli());
    }

    private void run(TaskOutcome... told) {
        for (TaskOutcome outcome : told) {
            outcomes.pipeInput(JOB, MessageJson.write(outcome), START.toEpochMilli());
        }
    }

    private static Loaded loaded(int task, long records, byte[] manifest) {
        return new Loaded(JOB, task, new JobCounters(records, 0, 0, 0, 0, 0, 0, 0, records * 10), manifest);
    }

    @SuppressWarnings("NullAway") // NullAway does not see, in a compiled record, that an array may be null.
    private static Loaded emptyHanded(int task, JobCounters counters) {
        return new Loaded(JOB, task, counters, null);
    }

    private List<BatchTask> sentTasks() {
        return tasks.readValuesToList().stream()
                .map(json -> MessageJson.read(json, BatchTask.class))
                .toList();
    }

    private List<Report> sentReports() {
        return reports.readValuesToList().stream()
                .map(json -> MessageJson.read(json, Report.class))
                .toList();
    }

    private List<ExecutionStatus> statuses() {
        return sentReports().stream()
                .filter(Report.Status.class::isInstance)
                .map(report -> ((Report.Status) report).status())
                .toList();
    }

    private static List<byte[]> discarded(List<BatchTask> sent) {
        List<byte[]> manifests = new ArrayList<>();
        for (BatchTask task : sent) {
            assertThat(task).isInstanceOf(BatchTask.Discard.class);
            manifests.addAll(((BatchTask.Discard) task).manifests());
        }
        return manifests;
    }

    private static JobCounters lastCounters(List<Report> told) {
        return last(told, Report.Counters.class).counters();
    }

    private static <T extends Report> T last(List<Report> told, Class<T> kind) {
        List<T> found = told.stream().filter(kind::isInstance).map(kind::cast).toList();
        assertThat(found).isNotEmpty();
        return found.get(found.size() - 1);
    }

    private TestInputTopic<String, byte[]> input(String topic) {
        return driver.createInputTopic(topic, new StringSerializer(), new ByteArraySerializer());
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
