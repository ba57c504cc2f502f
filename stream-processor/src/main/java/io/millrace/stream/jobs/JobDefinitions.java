package io.millrace.stream.jobs;

import io.millrace.model.JobDefinition;
import io.millrace.pipeline.CompiledJob;
import io.millrace.pipeline.InvalidJobException;
import io.millrace.stream.tables.KnownJobs;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All streaming jobs that the jobs topic knows, compiled at first use. Thread-safe. */
public final class JobDefinitions implements KnownJobs {
    private static final Logger LOG = LoggerFactory.getLogger(JobDefinitions.class);

    private final Map<String, JobDefinition> definitions = new ConcurrentHashMap<>();
    private final Map<String, CompiledJob> compiled = new ConcurrentHashMap<>();

    void put(JobDefinition job) {
        definitions.put(job.id(), job);
        // Behind the definition: what is compiled in between is from either, and goes.
        compiled.remove(job.id());
    }

    void remove(String jobId) {
        definitions.remove(jobId);
        compiled.remove(jobId);
    }

    /** Whether a younger job continues the checkpoint of this one. */
    boolean hasSuccessor(JobDefinition job) {
        return definitions.values().stream()
                .anyMatch(other -> other.createdAt().isAfter(job.createdAt())
                        && other.table().id().equals(job.table().id())
                        && other.source().equals(job.source()));
    }

    @Override
    public Optional<CompiledJob> find(String jobId) {
        // Only what was found is kept: a job that is unknown now may be heard of in a moment.
        return Optional.ofNullable(compiled.computeIfAbsent(jobId, this::compile));
    }

    private @Nullable CompiledJob compile(String jobId) {
        JobDefinition job = definitions.get(jobId);
        if (job == null) {
            return null;
        }
        try {
            return CompiledJob.compile(job);
        } catch (InvalidJobException e) {
            LOG.warn("An old job cannot be compiled any more, its rows are stored as they come: job={}", jobId, e);
            return null;
        }
    }
}
