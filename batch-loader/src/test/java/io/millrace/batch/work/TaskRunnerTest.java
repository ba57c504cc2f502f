package io.millrace.batch.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.batch.TestConfiguration;
import io.millrace.batch.TestJobs;
import io.millrace.batch.loading.Loader;
import io.millrace.batch.loading.LoadingConfiguration;
import io.millrace.batch.planning.Planner;
import io.millrace.batch.planning.PlanningConfiguration;
import io.millrace.batch.storage.SourceStores;
import io.millrace.batch.storage.Tables;
import io.millrace.messages.BatchTask;
import io.millrace.messages.DeadLetter;
import io.millrace.messages.Report;
import io.millrace.messages.TaskOutcome;
import io.millrace.model.ErrorCode;
import io.millrace.model.JobSource;
import io.millrace.model.JobSource.ObjectSelection;
import io.millrace.model.S3Location;
import io.millrace.objects.LocalObjectStore;
import io.millrace.objects.ObjectStore;
import io.millrace.tables.StoredTable;
import io.millrace.tables.UnknownTableException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskRunnerTest {
    private static final S3Location ZOO = new S3Location("http://none", "r", "zoo", "", null, null);
    private static final BatchTask PLAN = new BatchTask.Plan(
            TestJobs.small("job", new JobSource.S3(ZOO, new ObjectSelection.Prefixes(List.of("penguins/")))));

    @TempDir
    Path directory;

    private final AtomicInteger attempts = new AtomicInteger();
    private final RunningTask signal = new RunningTask(new TopicPartition("tasks", 0), 0, () -> false);

    @Test
    void aTaskIsTriedAgainWhileSomethingOutsideFails() {
        TaskResult result = runner(location -> reachableFromAttempt(3), definition -> gone())
                .run(PLAN, signal);

        assertThat(outcomes(result)).containsExactly(new TaskOutcome.Planned("job", 0, 0, 0));
        assertThat(attempts).hasValue(3);
    }

    @Test
    void aTaskThatKeepsFailingFailsItsJobWithTheReason() {
        TaskResult result = runner(location -> reachableFromAttempt(100), definition -> gone())
                .run(PLAN, signal);

        assertThat(outcomes(result))
                .singleElement()
                .isInstanceOfSatisfying(
                        TaskOutcome.Failed.class,
                        failed -> assertThat(failed.message()).contains("connection refused"));
        assertThat(attempts).hasValue(3);
    }

    @Test
    void anUnexpectedErrorFailsTheJobWithAnIdAndWithoutDetails() {
        TaskResult result = runner(
                        location -> {
                            throw new StackOverflowError("deep inside");
                        },
                        definition -> gone())
                .run(PLAN, signal);

        assertThat(outcomes(result)).singleElement().isInstanceOfSatisfying(TaskOutcome.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
            assertThat(failed.message())
                    .matches("Internal error [0-9a-f]{8}: .*")
                    .doesNotContain("deep inside");
        });
    }

    @Test
    void aCommitIntoATableThatIsGoneFailsTheJob() {
        BatchTask commit = new BatchTask.Commit(PLAN.job(), List.of(new byte[] {1}));

        TaskResult result = runner(location -> open(), definition -> gone()).run(commit, signal);

        assertThat(outcomes(result))
                .containsExactly(new TaskOutcome.Failed("job", ErrorCode.UNABLE_TO_PROCEED, "no table edits"));
    }

    @Test
    void aCommitIsNotCalledFailedWhileTheCatalogDoesNotAnswer() {
        BatchTask commit = new BatchTask.Commit(PLAN.job(), List.of(new byte[] {1}));

        TaskResult result =
                runner(location -> open(), definition -> awayUntilAttempt(12)).run(commit, signal);

        assertThat(outcomes(result))
                .singleElement()
                .isInstanceOfSatisfying(
                        TaskOutcome.Failed.class,
                        failed -> assertThat(failed.message()).contains("catalog is away"));
        assertThat(attempts).hasValue(12);
    }

    @Test
    void aCommitWhoseOutcomeIsUnknownTellsNothingWhenItIsStopped() {
        BatchTask commit = new BatchTask.Commit(PLAN.job(), List.of(new byte[] {1}));
        Tables away = definition -> {
            if (attempts.get() == 10) {
                signal.stop();
            }
            return awayUntilAttempt(Integer.MAX_VALUE);
        };

        TaskResult result = runner(location -> open(), away).run(commit, signal);

        assertThat(outcomes(result)).isEmpty();
        assertThat(result.outcome()).isEqualTo("stopped");
        assertThat(attempts).hasValue(11);
    }

    @Test
    void discardingFilesOfATableThatIsGoneIsDone() {
        BatchTask discard = new BatchTask.Discard(PLAN.job(), List.of(new byte[] {1}));

        TaskResult result = runner(location -> open(), definition -> gone()).run(discard, signal);

        assertThat(outcomes(result)).isEmpty();
        assertThat(result.outcome()).isEqualTo("done");
    }

    @Test
    void aTaskOfAJobThatHasEndedIsNotDoneAndTellsNothing() {
        RunningTask ended = new RunningTask(new TopicPartition("tasks", 0), 0, () -> true);

        TaskResult result = runner(location -> reachableFromAttempt(1), definition -> gone())
                .run(PLAN, ended);

        assertThat(outcomes(result)).isEmpty();
        assertThat(attempts).hasValue(0);
    }

    private TaskRunner runner(Function<S3Location, ObjectStore> opener, Tables tables) {
        SourceStores stores = new SourceStores(ZOO, TestConfiguration.CIPHER, opener);
        WorkConfiguration work = TestConfiguration.of(
                WorkConfiguration.class,
                Map.of(
                        "millrace.batch.work.attempts", "3",
                        "millrace.batch.work.commit-attempts", "3",
                        "millrace.batch.work.retry-backoff", "1ms"));
        return new TaskRunner(
                new Planner(stores, TestConfiguration.of(PlanningConfiguration.class, Map.of())),
                new Loader(
                        stores,
                        tables,
                        TestConfiguration.of(LoadingConfiguration.class, Map.of()),
                        1 << 20,
                        Clock.systemUTC()),
                tables,
                progress -> {},
                work);
    }

    private ObjectStore reachableFromAttempt(int attempt) {
        if (attempts.incrementAndGet() < attempt) {
            throw new UncheckedIOException(new ConnectException("connection refused"));
        }
        return open();
    }

    private ObjectStore open() {
        return LocalObjectStore.open(directory, "zoo");
    }

    private StoredTable awayUntilAttempt(int attempt) {
        if (attempts.incrementAndGet() < attempt) {
            throw new UncheckedIOException(new ConnectException("the catalog is away"));
        }
        return gone();
    }

    private static StoredTable gone() {
        throw new UnknownTableException("no table edits");
    }

    private static List<TaskOutcome> outcomes(TaskResult result) {
        List<TaskOutcome> told = new ArrayList<>();
        try (result) {
            result.sendTo(new TaskOutputs() {
                @Override
                public void send(BatchTask.Load task) {}

                @Override
                public void send(TaskOutcome outcome) {
                    told.add(outcome);
                }

                @Override
                public void send(Report report) {}

                @Override
                public void send(DeadLetter letter) {}
            });
        }
        return told;
    }
}
