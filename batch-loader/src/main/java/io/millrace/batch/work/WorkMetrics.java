package io.millrace.batch.work;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.millrace.messages.BatchTask;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * {@code millrace_batch_task_seconds}, by kind of task and outcome, and {@code millrace_batch_tasks_running}.
 * Thread-safe.
 */
final class WorkMetrics {
    private final MeterRegistry registry;
    private final AtomicInteger running = new AtomicInteger();

    WorkMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("millrace.batch.tasks.running", running);
    }

    TaskResult measure(BatchTask task, Supplier<TaskResult> work) {
        Timer.Sample sample = Timer.start(registry);
        running.incrementAndGet();
        String outcome = "failed";
        try {
            TaskResult result = work.get();
            outcome = result.outcome();
            return result;
        } finally {
            running.decrementAndGet();
            sample.stop(Timer.builder("millrace.batch.task")
                    .description("Time that tasks of batch jobs took")
                    .tag("kind", task.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                    .tag("outcome", outcome)
                    .register(registry));
        }
    }
}
