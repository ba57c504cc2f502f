package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.localstack.Part;
import io.millrace.messages.JobCommand.Desired;
import io.millrace.model.ExecutionStatus;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as a process, on real servers. */
class StreamProcessorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static StackSession session;

    /** When the events happened. */
    private static Instant now = Instant.EPOCH;

    @BeforeAll
    static void start() {
        now = Instant.now();
        session = StackSession.start(directory);
    }

    @AfterAll
    static void stop() {
        session.close();
    }

    @Test
    void eventsAreRowsExactlyOnceAlthoughTheProcessIsKilledAgainAndAgain() throws Exception {
        JobDefinition job = prepare(TestJobs.detail(id(), id(), now));
        session.command(job, Desired.RUNNING);
        long events = 0;
        for (int kill = 0; kill < 3; kill++) {
            events = push(job, events, 40);
            session.stack.kill(Part.STREAM_PROCESSOR);
            events = push(job, events, 10);
            session.stack.restart(Part.STREAM_PROCESSOR);
            events = push(job, events, 40);
        }

        awaitRows(job, events);
        session.command(job, Desired.CANCELED);
        awaitStatus(job, ExecutionStatus.CANCELED);

        assertThat(session.query(job, "COUNT(*)")).isEqualTo(events);
        assertThat(session.query(job, "COUNT(DISTINCT n)")).isEqualTo(events);
        assertThat(session.query(job, "SUM(n)")).isEqualTo(events * (events - 1) / 2);
        awaitCounters(job, events, events);
    }

    @Test
    void cancellingStoresFirstWhatWasMapped() throws Exception {
        JobDefinition job = prepare(TestJobs.rollup(id(), id(), now));
        session.command(job, Desired.RUNNING);
        awaitStatus(job, ExecutionStatus.RUNNING);
        long events = push(job, 0, 50);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(session.counters(job).received()).isEqualTo(events));

        session.command(job, Desired.CANCELED);
        awaitStatus(job, ExecutionStatus.CANCELED);

        assertThat(session.query(job, "SUM(events)")).isEqualTo(events);
        assertThat(session.query(job, "SUM(total)")).isEqualTo(events * (events - 1) / 2);
        awaitCounters(job, events, session.rows(job));
    }

    @Test
    void aNewJobGoesOnWhereTheOldOneOfTheSameTableAndConnectionStopped() throws Exception {
        JobDefinition first = prepare(TestJobs.detail(id(), id(), now));
        session.command(first, Desired.RUNNING);
        long events = push(first, 0, 5);
        awaitRows(first, events);
        session.command(first, Desired.CANCELED);
        awaitStatus(first, ExecutionStatus.CANCELED);
        long more = push(first, events, 5);

        JobDefinition second = TestJobs.detail(id(), first.table().id(), Instant.now());
        session.command(second, Desired.RUNNING);

        awaitRows(second, more);
        awaitCounters(second, more - events, more - events);
    }

    @Test
    void aJobFromTheLatestMissesNothingThatCameAfterItsCreation() throws Exception {
        JobDefinition before = prepare(TestJobs.detail(id(), id(), now));
        push(before, 0, 3);
        JobDefinition job = TestJobs.fromLatest(
                TestJobs.detail(id(), before.table().id(), Instant.now().plusMillis(1)));
        await().until(() -> Instant.now().isAfter(job.createdAt()));
        push(job, 60, 2);

        session.command(job, Desired.RUNNING);

        awaitRows(job, 40);
        assertThat(session.query(job, "MIN(n)")).isEqualTo(60);
    }

    @Test
    void aPoliteEndIsQuickAndKeepsWhatWasRead() throws Exception {
        JobDefinition job = prepare(TestJobs.detail(id(), id(), now));
        session.command(job, Desired.RUNNING);
        awaitRows(job, push(job, 0, 1));
        long events = push(job, 20, 20);
        Instant begin = Instant.now();

        session.stack.stop(Part.STREAM_PROCESSOR);

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(12));
        session.stack.restart(Part.STREAM_PROCESSOR);
        awaitRows(job, events);
    }

    @Test
    void aJobThatRetentionHasOvertakenGoesOnAndTellsWhatIsLost() throws Exception {
        JobDefinition job = prepare(TestJobs.detail(id(), id(), now));
        session.command(job, Desired.RUNNING);
        long events = push(job, 0, 3);
        awaitRows(job, events);
        session.stack.stop(Part.STREAM_PROCESSOR);
        push(job, events, 4);
        session.deleteEvents(job, 5);

        session.stack.restart(Part.STREAM_PROCESSOR);

        awaitRows(job, (3 + 2) * 20);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(session.log(job))
                        .anySatisfy(
                                line -> assertThat(line).contains("2 chunk(s)").contains("offsets 3 to 4")));
    }

    @Test
    void aJobWithoutItsTableFailsAndTheOthersGoOn() throws Exception {
        JobDefinition lost = TestJobs.detail(id(), id(), now);
        JobDefinition good = prepare(TestJobs.detail(id(), id(), now));

        session.command(lost, Desired.RUNNING);
        session.command(good, Desired.RUNNING);

        awaitStatus(lost, ExecutionStatus.FAILED);
        assertThat(session.message(lost)).contains(lost.table().name());
        awaitRows(good, push(good, 0, 3));
    }

    @Test
    void tooManyBadRecordsFailTheJobAndKeepItsCheckpoint() throws Exception {
        JobDefinition strict = prepare(TestJobs.withMaxParseExceptions(TestJobs.detail(id(), id(), now), 0));
        session.command(strict, Desired.RUNNING);
        awaitRows(strict, push(strict, 0, 2));

        session.push(strict, "not json\n" + TestJobs.event(now, "word", 1_000));

        awaitStatus(strict, ExecutionStatus.FAILED);
        assertThat(session.message(strict)).contains("maxParseExceptions = 0");
        JobDefinition lenient = TestJobs.detail(id(), strict.table().id(), Instant.now());
        session.command(lenient, Desired.RUNNING);
        awaitRows(lenient, 2 * 20 + 1);

        session.stack.restart(Part.STREAM_PROCESSOR);
        session.push(lenient, TestJobs.event(now, "after the restart", 1_001));
        awaitRows(lenient, 2 * 20 + 2);
        awaitCounters(lenient, 1, 2, 2);
    }

    private static JobDefinition prepare(JobDefinition job) throws Exception {
        session.createTable(job);
        session.createEvents(job);
        return job;
    }

    /** Pushes chunks of twenty events that are numbered on. */
    private static long push(JobDefinition job, long from, int chunks) {
        long next = from;
        for (int chunk = 0; chunk < chunks; chunk++) {
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                lines.append(TestJobs.event(now, "word" + next % 7, next));
                next++;
            }
            session.push(job, lines.toString());
        }
        return next;
    }

    private static void awaitRows(JobDefinition job, long rows) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(session.rows(job)).isEqualTo(rows));
    }

    private static void awaitStatus(JobDefinition job, ExecutionStatus status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(session.status(job)).isEqualTo(status));
    }

    private static void awaitCounters(JobDefinition job, long records, long rows) {
        awaitCounters(job, 0, records, rows);
    }

    private static void awaitCounters(JobDefinition job, long unparseable, long records, long rows) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(session.counters(job))
                        .returns(records + unparseable, JobCounters::received)
                        .returns(unparseable, JobCounters::unparseable)
                        .returns(records, JobCounters::stored)
                        .returns(rows, JobCounters::rowsPersisted)
                        .returns(0L, JobCounters::inFlight));
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
