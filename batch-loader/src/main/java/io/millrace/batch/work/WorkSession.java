package io.millrace.batch.work;

import io.millrace.batch.messaging.KafkaClients;
import io.millrace.messages.BatchTask;
import io.millrace.messages.MessageJson;
import io.millrace.messages.TaskOutcome;
import io.millrace.messages.Topics;
import io.millrace.model.ErrorCode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One membership in the workers' consumer group. A partition is paused while its task runs, and all are while every
 * slot is taken; polling never stops. Results are told from the polling thread, so that no rebalance comes between a
 * result and its offset. Anything that goes wrong with Kafka ends the session; the next one begins from what is
 * committed.
 */
final class WorkSession implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WorkSession.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final WorkConfiguration configuration;
    private final TaskRunner runner;
    private final EndedJobs endedJobs;
    private final WorkMetrics metrics;
    private final KafkaConsumer<String, byte[]> consumer;
    private final TaskProducer producer;
    private final ExecutorService slots;
    private final Map<TopicPartition, RunningTask> running = new HashMap<>();
    private final Queue<FinishedTask> finished = new ConcurrentLinkedQueue<>();
    private int taken;
    private volatile boolean stopping;

    private record FinishedTask(RunningTask task, TaskResult result) {}

    WorkSession(
            KafkaClients kafka,
            Topics topics,
            WorkConfiguration configuration,
            TaskRunner runner,
            EndedJobs endedJobs,
            WorkMetrics metrics) {
        this.configuration = configuration;
        this.runner = runner;
        this.endedJobs = endedJobs;
        this.metrics = metrics;
        this.producer = new TaskProducer(kafka, topics, configuration.transactionTimeout());
        this.consumer = new KafkaConsumer<>(
                consumerSettings(kafka, topics, configuration), new StringDeserializer(), new ByteArrayDeserializer());
        AtomicInteger number = new AtomicInteger();
        this.slots = Executors.newFixedThreadPool(configuration.slots(), task -> {
            Thread thread = new Thread(task, "task-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        consumer.subscribe(List.of(topics.batchTasks()), new Rebalances());
    }

    /** Works until {@link #stop} or until something is wrong with Kafka. */
    void work() {
        while (!stopping) {
            try {
                for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
                    take(message);
                }
            } catch (WakeupException e) {
                LOG.trace("A task has finished, or we stop.");
            }
            for (FinishedTask task = finished.poll(); task != null; task = finished.poll()) {
                tell(task);
            }
            pauseWhatCannotBeTaken();
        }
    }

    /** Makes {@link #work} return; from any thread. */
    void stop() {
        stopping = true;
        consumer.wakeup();
    }

    /** Leaves the group, so that others take the running tasks at once, and gives those time to clean up. */
    @Override
    public void close() {
        running.values().forEach(RunningTask::stop);
        slots.shutdown();
        consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        producer.close();
        try {
            if (!slots.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("A task did not stop in time. Its staged files may stay in the store as orphans.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (FinishedTask task = finished.poll(); task != null; task = finished.poll()) {
            drop(task);
        }
    }

    private void take(ConsumerRecord<String, byte[]> message) {
        TopicPartition partition = new TopicPartition(message.topic(), message.partition());
        consumer.pause(List.of(partition));
        taken++;
        BatchTask task = read(message);
        if (task == null) {
            RunningTask unread = new RunningTask(partition, message.offset(), () -> false);
            running.put(partition, unread);
            finished.add(new FinishedTask(unread, unreadable(message)));
            return;
        }
        // What must be undone or finished is done even though the job is over.
        boolean stoppable = task instanceof BatchTask.Plan || task instanceof BatchTask.Load;
        String jobId = task.job().id();
        RunningTask started =
                new RunningTask(partition, message.offset(), stoppable ? () -> endedJobs.contains(jobId) : () -> false);
        running.put(partition, started);
        slots.execute(() -> {
            TaskResult result = metrics.measure(task, () -> runner.run(task, started));
            finished.add(new FinishedTask(started, result));
            consumer.wakeup();
        });
    }

    private static @Nullable BatchTask read(ConsumerRecord<String, byte[]> message) {
        if (message.value() == null) {
            return null;
        }
        try {
            return MessageJson.read(message.value(), BatchTask.class);
        } catch (UncheckedIOException e) {
            LOG.debugf(e, "Task %s cannot be read", message.key());
            return null;
        }
    }

    /** The key tells whose task it was. */
    private static TaskResult unreadable(ConsumerRecord<String, byte[]> message) {
        LOG.errorf("Task %s cannot be read: its job fails.", message.key());
        if (message.key() == null) {
            return new TaskResult.Silent("failed");
        }
        String jobId = message.key().split("/", 2)[0];
        String text = "A task of the job cannot be read by this version of the batch loader.";
        return new TaskResult.Told(new TaskOutcome.Failed(jobId, ErrorCode.INTERNAL_ERROR, text));
    }

    private void tell(FinishedTask task) {
        taken--;
        TopicPartition partition = task.task().partition();
        if (running.get(partition) != task.task()) {
            drop(task);
            return;
        }
        try (TaskResult result = task.result()) {
            producer.commit(
                    result,
                    Map.of(partition, new OffsetAndMetadata(task.task().offset() + 1)),
                    consumer.groupMetadata());
        } catch (TaskProducer.NotCommittedException e) {
            task.result().abandon();
            throw e;
        }
        running.remove(partition);
    }

    /** Somebody else does the task again. */
    private static void drop(FinishedTask task) {
        try (TaskResult result = task.result()) {
            result.abandon();
        }
    }

    private void pauseWhatCannotBeTaken() {
        boolean full = taken >= configuration.slots();
        List<TopicPartition> pause = new ArrayList<>();
        List<TopicPartition> resume = new ArrayList<>();
        for (TopicPartition partition : consumer.assignment()) {
            (full || running.containsKey(partition) ? pause : resume).add(partition);
        }
        consumer.pause(pause);
        consumer.resume(resume);
    }

    private static Map<String, Object> consumerSettings(
            KafkaClients kafka, Topics topics, WorkConfiguration configuration) {
        int sessionTimeout = (int) configuration.sessionTimeout().toMillis();
        Map<String, Object> settings = kafka.settings();
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, topics.prefix() + "-batch-workers");
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "worker-" + kafka.instanceId());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionTimeout);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, sessionTimeout / 4);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return settings;
    }

    /** A task whose partition is no longer ours is somebody else's. */
    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.debugf("Assigned %s", partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                RunningTask task = running.remove(partition);
                if (task != null) {
                    task.stop();
                }
            }
        }
    }
}
