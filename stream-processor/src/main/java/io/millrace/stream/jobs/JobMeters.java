package io.millrace.stream.jobs;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.millrace.model.JobCounters;
import io.millrace.model.JobDefinition;
import io.millrace.stream.mapping.MappingActivity;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** What Prometheus sees of one job's mapping in this process. */
final class JobMeters implements AutoCloseable {
    private final MeterRegistry registry;
    private final List<Meter> meters = new ArrayList<>();

    JobMeters(MeterRegistry registry, JobDefinition job, MappingActivity activity) {
        this.registry = registry;
        count(job, activity, "received", JobCounters::received);
        count(job, activity, "with_warning", JobCounters::withWarning);
        count(job, activity, "filtered", JobCounters::filtered);
        count(job, activity, "late", JobCounters::late);
        count(job, activity, "early", JobCounters::early);
        count(job, activity, "unparseable", JobCounters::unparseable);
        meters.add(TimeGauge.builder(
                        "millrace.stream.job.quiet",
                        activity,
                        TimeUnit.MILLISECONDS,
                        told -> told.quietFor().toMillis())
                .description("Time since the last input")
                .tags("job", job.id(), "table_name", job.table().name())
                .register(registry));
    }

    @Override
    public void close() {
        meters.forEach(registry::remove);
    }

    private void count(
            JobDefinition job, MappingActivity activity, String outcome, ToLongFunction<JobCounters> counter) {
        meters.add(FunctionCounter.builder(
                        "millrace.stream.job.records", activity, told -> counter.applyAsLong(told.counters()))
                .description("Input records by what became of them")
                .tags("job", job.id(), "table_name", job.table().name(), "outcome", outcome)
                .register(registry));
    }
}
