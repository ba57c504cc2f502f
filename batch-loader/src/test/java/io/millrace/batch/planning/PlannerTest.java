package io.millrace.batch.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.batch.TestConfiguration;
import io.millrace.batch.TestJobs;
import io.millrace.batch.storage.SourceStores;
import io.millrace.batch.task.StopSignal;
import io.millrace.batch.task.TaskFailedException;
import io.millrace.batch.task.TaskStoppedException;
import io.millrace.messages.BatchTask;
import io.millrace.messages.TaskOutcome;
import io.millrace.model.Compression;
import io.millrace.model.ErrorCode;
import io.millrace.model.JobSource;
import io.millrace.model.JobSource.ObjectSelection;
import io.millrace.model.JobSource.StagedUpload;
import io.millrace.model.S3Location;
import io.millrace.objects.LocalObjectStore;
import io.millrace.objects.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
    private static final S3Location ZOO = new S3Location("http://none", "r", "zoo", "", null, null);

    @TempDir
    Path directory;

    private Planner planner;

    @BeforeEach
    void putThreeObjects() throws IOException {
        try (ObjectStore store = open()) {
            store.put("penguins/a.json", new byte[60]);
            store.put("penguins/b.json", new byte[60]);
            store.put("penguins/c.json", new byte[30]);
        }
        planner = planner(Map.of("millrace.batch.planning.task-size", "100"));
    }

    @Test
    void listedObjectsBecomeNumberedTasksWithTheirETags() throws IOException {
        List<BatchTask.Load> loads = new ArrayList<>();

        TaskOutcome.Planned planned = plan(s3(new ObjectSelection.Prefixes(List.of("penguins/"))), loads);

        assertThat(planned).isEqualTo(new TaskOutcome.Planned("job", 2, 3, 150));
        assertThat(loads).extracting(BatchTask.Load::number).containsExactly(0, 1);
        assertThat(loads.get(1).objects())
                .extracting(BatchTask.InputObject::name)
                .containsExactly("s3://zoo/penguins/b.json", "s3://zoo/penguins/c.json");
        assertThat(loads.get(0).objects().get(0).eTag()).isNotEmpty();
    }

    @Test
    void loadTasksDoNotCarryTheListOfAllObjects() throws IOException {
        List<BatchTask.Load> loads = new ArrayList<>();

        plan(s3(new ObjectSelection.Objects(List.of("penguins/a.json", "penguins/b.json"))), loads);

        assertThat(loads)
                .allSatisfy(
                        load -> assertThat(load.job().source()).isEqualTo(s3(new ObjectSelection.Objects(List.of()))));
    }

    @Test
    void aNamedObjectThatDoesNotExistFailsThePlanByName() {
        assertThatThrownBy(() -> plan(s3(new ObjectSelection.Objects(List.of("penguins/z.json"))), new ArrayList<>()))
                .isInstanceOfSatisfying(TaskFailedException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.CANNOT_PARSE_SOURCE);
                    assertThat(failure.userMessage()).contains("penguins/z.json");
                    assertThat(failure.isTransient()).isFalse();
                });
    }

    @Test
    void anUploadedFileThatWasDeletedFailsThePlanByName() {
        JobSource source =
                new JobSource.Uploaded(List.of(new StagedUpload("visits.csv", "files/1", 5, Compression.NONE)));

        assertThatThrownBy(() -> plan(source, new ArrayList<>()))
                .isInstanceOf(TaskFailedException.class)
                .hasMessageContaining("visits.csv");
    }

    @Test
    void anUploadedFileKeepsItsNameAndItsCompression() throws IOException {
        List<BatchTask.Load> loads = new ArrayList<>();
        JobSource source = new JobSource.Uploaded(
                List.of(new StagedUpload("birds.json.gz", "penguins/a.json", 60, Compression.GZIP)));

        plan(source, loads);

        BatchTask.InputObject object = loads.get(0).objects().get(0);
        assertThat(object.name()).isEqualTo("birds.json.gz");
        assertThat(object.key()).isEqualTo("penguins/a.json");
        assertThat(object.compression()).isEqualTo(Compression.GZIP);
    }

    @Test
    void inlineDataIsOneTaskThatHasTheData() throws IOException {
        List<BatchTask.Load> loads = new ArrayList<>();

        plan(new JobSource.Inline("{\"page\":\"é\"}"), loads);

        assertThat(loads).singleElement().satisfies(load -> {
            assertThat(load.job().source()).isEqualTo(new JobSource.Inline("{\"page\":\"é\"}"));
            assertThat(load.objects().get(0).sizeBytes()).isEqualTo(13);
        });
    }

    @Test
    void aSelectionOfNothingIsAPlanWithoutTasks() throws IOException {
        TaskOutcome.Planned planned = plan(s3(new ObjectSelection.Prefixes(List.of("walruses/"))), new ArrayList<>());

        assertThat(planned).isEqualTo(new TaskOutcome.Planned("job", 0, 0, 0));
    }

    @Test
    void aPlanThatOneTransactionCannotHoldFailsAndSaysWhatToDo() {
        planner = planner(
                Map.of("millrace.batch.planning.task-objects", "1", "millrace.batch.planning.plan-size", "100"));
        assertThatThrownBy(() -> plan(s3(new ObjectSelection.Prefixes(List.of("penguins/"))), new ArrayList<>()))
                .isInstanceOfSatisfying(TaskFailedException.class, failure -> {
                    assertThat(failure.isTransient()).isFalse();
                    assertThat(failure.userMessage())
                            .contains("more than 100 bytes")
                            .contains("Split it")
                            .contains("millrace.batch.planning.plan-size");
                });
    }

    @Test
    void aStoppedPlanEndsTheListing() {
        BatchTask.Plan task =
                new BatchTask.Plan(TestJobs.small("job", s3(new ObjectSelection.Prefixes(List.of("penguins/")))));

        assertThatThrownBy(() -> planner.plan(task, new Stopped())).isInstanceOf(TaskStoppedException.class);
    }

    private Planner planner(Map<String, String> settings) {
        return new Planner(
                new SourceStores(ZOO, TestConfiguration.CIPHER, location -> open()),
                TestConfiguration.of(PlanningConfiguration.class, settings));
    }

    private TaskOutcome.Planned plan(JobSource source, List<BatchTask.Load> loads) throws IOException {
        try (PlannedTasks tasks = planner.plan(new BatchTask.Plan(TestJobs.small("job", source)), new NeverStopped())) {
            tasks.forEach(loads::add);
            return tasks.outcome();
        }
    }

    private static JobSource s3(ObjectSelection selection) {
        return new JobSource.S3(ZOO, selection);
    }

    private ObjectStore open() {
        return LocalObjectStore.open(directory, "zoo");
    }

    private static final class NeverStopped implements StopSignal {
        @Override
        public boolean isStopped() {
            return false;
        }

        @Override
        public void sleep(Duration duration) {}
    }

    private static final class Stopped implements StopSignal {
        @Override
        public boolean isStopped() {
            return true;
        }

        @Override
        public void sleep(Duration duration) {}
    }
}
