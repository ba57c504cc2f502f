package io.millrace.stream.tables;

import io.millrace.model.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one table's writer, with a new consumer whenever the old one is of no more use. */
final class WriterThread {
    private static final Logger LOG = LoggerFactory.getLogger(WriterThread.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration RESTART_DELAY = Duration.ofSeconds(2);
    private static final int MAX_DELAY_FACTOR = 30;

    private final Supplier<Consumer<byte[], byte[]>> newConsumer;
    private final Function<Consumer<byte[], byte[]>, TableWriter> newWriter;
    private final Thread thread;
    private final Duration restartDelay;
    private Duration delay;
    private volatile boolean stopping;
    private volatile boolean leaving;
    private volatile boolean hurrying;
    private volatile WriterCondition condition = new WriterCondition.Working();

    WriterThread(
            String name,
            Supplier<Consumer<byte[], byte[]>> newConsumer,
            Function<Consumer<byte[], byte[]>, TableWriter> newWriter) {
        this(name, newConsumer, newWriter, RESTART_DELAY);
    }

    /** @param restartDelay before the first restart; later ones take longer */
    WriterThread(
            String name,
            Supplier<Consumer<byte[], byte[]>> newConsumer,
            Function<Consumer<byte[], byte[]>, TableWriter> newWriter,
            Duration restartDelay) {
        this.newConsumer = newConsumer;
        this.newWriter = newWriter;
        this.restartDelay = restartDelay;
        this.delay = restartDelay;
        this.thread = new Thread(this::run, name);
        // Not even a failure to deal with a failure may leave a job that seems to run.
        thread.setUncaughtExceptionHandler((ended, failure) -> condition = died(failure));
    }

    void start() {
        thread.start();
    }

    WriterCondition condition() {
        return condition;
    }

    void hurry(boolean now) {
        hurrying = now;
    }

    /**
     * Asks it to commit what it has and to end.
     *
     * @param leaveGroup whether others may take over at once
     */
    void stop(boolean leaveGroup) {
        leaving = leaveGroup;
        stopping = true;
    }

    /** Waits for its end. */
    void awaitEnd(Instant deadline) {
        try {
            thread.join(Math.max(1, Duration.between(Instant.now(), deadline).toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isOver()) {
            Instant begin = Instant.now();
            try {
                runWithOneConsumer();
            } catch (RuntimeException e) {
                startAnew(begin, "Rows cannot be read from Kafka: " + e.getMessage(), e);
            } catch (LinkageError e) {
                condition = died(e);
                LOG.error("A table writer has stopped: thread={}", thread.getName(), e);
            } catch (Error e) {
                startAnew(begin, "The table writer has failed: " + e, e);
            }
        }
    }

    private void startAnew(Instant begin, String reason, Throwable failure) {
        condition = new WriterCondition.Retrying(reason);
        Duration longest = restartDelay.multipliedBy(MAX_DELAY_FACTOR);
        if (Duration.between(begin, Instant.now()).compareTo(longest) > 0) {
            delay = restartDelay;
        }
        LOG.warn("A table writer starts anew: thread={}, in={}", thread.getName(), delay, failure);
        pause();
        delay = delay.multipliedBy(2).compareTo(longest) < 0 ? delay.multipliedBy(2) : longest;
    }

    private static WriterCondition died(Throwable failure) {
        return new WriterCondition.Failed(
                ErrorCode.INTERNAL_ERROR,
                "The table writer has failed, and no repetition will help: " + failure
                        + ". See the service's log; start the job again once its cause is mended");
    }

    private void runWithOneConsumer() {
        Consumer<byte[], byte[]> consumer = newConsumer.get();
        @Nullable TableWriter writer = null;
        try {
            writer = newWriter.apply(consumer);
            writer.subscribe();
            while (!isOver()) {
                writer.hurry(hurrying);
                writer.turn();
                condition = writer.condition();
            }
        } finally {
            end(consumer, writer);
        }
    }

    private void end(Consumer<byte[], byte[]> consumer, @Nullable TableWriter writer) {
        try {
            if (writer != null) {
                writer.finish();
            }
        } finally {
            close(consumer);
        }
    }

    private void close(Consumer<byte[], byte[]> consumer) {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                    .withGroupMembershipOperation(
                            leaving ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP));
        } catch (RuntimeException e) {
            LOG.warn("A consumer could not be closed cleanly: thread={}", thread.getName(), e);
        }
    }

    private boolean isOver() {
        return stopping || condition instanceof WriterCondition.Failed;
    }

    private void pause() {
        Instant until = Instant.now().plus(delay);
        while (!stopping && Instant.now().isBefore(until)) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopping = true;
            }
        }
    }
}
