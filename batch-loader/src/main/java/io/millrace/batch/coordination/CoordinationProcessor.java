package io.millrace.batch.coordination;

import io.millrace.messages.BatchTask;
import io.millrace.messages.JobCommand;
import io.millrace.messages.MessageJson;
import io.millrace.messages.Report;
import io.millrace.messages.TaskOutcome;
import io.millrace.messages.Topics;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Joins the {@link JobCoordinator} to Kafka Streams. A message that is no message is logged and skipped. */
final class CoordinationProcessor implements Processor<String, byte[], String, byte[]> {
    static final String TASKS = "tasks";
    static final String REPORTS = "reports";

    private static final Logger LOG = Logger.getLogger(CoordinationProcessor.class);
    private static final Duration EXPIRY_CHECK = Duration.ofHours(1);

    private final Topics topics;
    private final Duration finishedRetention;
    private @Nullable ProcessorContext<String, byte[]> context;
    private @Nullable JobCoordinator coordinator;

    CoordinationProcessor(Topics topics, Duration finishedRetention) {
        this.topics = topics;
        this.finishedRetention = finishedRetention;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        JobMemory memory = new JobMemory(
                processorContext.getStateStore(JobMemory.DEFINITIONS),
                processorContext.getStateStore(JobMemory.LIFECYCLES),
                processorContext.getStateStore(JobMemory.MANIFESTS));
        JobCoordinator jobs = new JobCoordinator(
                memory,
                new ForwardingOutbox(processorContext),
                () -> Instant.ofEpochMilli(processorContext.currentSystemTimeMs()),
                finishedRetention);
        processorContext.schedule(EXPIRY_CHECK, PunctuationType.WALL_CLOCK_TIME, now -> jobs.forgetFinished());
        context = processorContext;
        coordinator = jobs;
    }

    @Override
    public void process(Record<String, byte[]> message) {
        if (context == null || coordinator == null || message.value() == null) {
            return;
        }
        String topic = context.recordMetadata().orElseThrow().topic();
        try {
            if (topic.equals(topics.jobs())) {
                JobCommand command = MessageJson.read(message.value(), JobCommand.class);
                coordinator.onCommand(command, Instant.ofEpochMilli(message.timestamp()));
            } else {
                coordinator.onOutcome(MessageJson.read(message.value(), TaskOutcome.class));
            }
        } catch (UncheckedIOException e) {
            LOG.errorf(e, "A message of job %s on topic %s cannot be read and is skipped.", message.key(), topic);
        }
    }

    private record ForwardingOutbox(ProcessorContext<String, byte[]> context) implements Outbox {
        @Override
        public void send(BatchTask task, String step) {
            forward(task.job().id() + "/" + step, MessageJson.write(task), TASKS);
        }

        @Override
        public void send(Report report) {
            forward(report.jobId(), MessageJson.write(report), REPORTS);
        }

        private void forward(String key, byte[] value, String sink) {
            context.forward(new Record<>(key, value, context.currentSystemTimeMs()), sink);
        }
    }
}
