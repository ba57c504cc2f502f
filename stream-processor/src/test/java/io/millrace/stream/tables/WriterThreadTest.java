package io.millrace.stream.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.stream.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriterThreadTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final AtomicInteger starts = new AtomicInteger();
    private final TestClock clock = new TestClock();
    private @Nullable WriterThread thread;

    @AfterEach
    void end() {
        if (thread != null) {
            thread.stop(true);
            thread.awaitEnd(Instant.now().plusSeconds(5));
        }
    }

    @Test
    void anErrorIsShownAndTheWriterStartsAnew() {
        WriterThread writer = run(() -> {
            if (starts.incrementAndGet() < 3) {
                throw new OutOfMemoryError("as if");
            }
            return new MockConsumer<>("none");
        });

        await().until(() -> writer.condition() instanceof WriterCondition.Retrying retrying
                && retrying.reason().contains("as if"));
        await().until(() -> writer.condition() instanceof WriterCondition.Working);
        assertThat(starts).hasValue(3);
    }

    @Test
    void aClassThatIsMissingStopsTheWriterForGoodAndIsTold() {
        WriterThread writer = run(() -> {
            starts.incrementAndGet();
            throw new NoClassDefFoundError("com/example/Missing");
        });

        await().until(() -> writer.condition() instanceof WriterCondition.Failed failed
                && failed.message().contains("com/example/Missing"));
        assertThat(starts).hasValue(1);
    }

    private WriterThread run(Supplier<Consumer<byte[], byte[]>> consumers) {
        WriterThread started = new WriterThread("writer", consumers, this::writer, SHORT);
        thread = started;
        started.start();
        return started;
    }

    private TableWriter writer(Consumer<byte[], byte[]> consumer) {
        return new TableWriter(
                "rows",
                consumer,
                FakeRowsTable::new,
                jobId -> Optional.empty(),
                new WriterSettings(Duration.ofSeconds(1), 1_000, 1_000, Duration.ofSeconds(1)),
                new MemoryBudget(1_000_000),
                new WriterMeters(new SimpleMeterRegistry(), clock, "t1", "words"),
                new RecordedReports(),
                clock,
                () -> "id");
    }
}
