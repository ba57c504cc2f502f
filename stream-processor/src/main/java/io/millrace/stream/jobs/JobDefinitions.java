package io.millrace.stream.jobs;

import io.millrace.model.JobDefinition;
import io.millrace.pipeline.CompiledJob;
import io.millrace.pipeline.InvalidJobException;
import io.millrace.stream.tables.KnownJobs;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All streaming jobs that the jobs topic knows, compiled at first use. Thread-safe. */
public final class JobDefinitions implements KnownJobs {
    private static final Logger LOG = LoggerFactory.getLogger(JobDefinitions.class);

    private final Map<String, JobDefinition> definitions = new ConcurrentHashMap<>();
    private final Map<String, Optional<CompiledJob>> compiled = new ConcurrentHashMap<>();

    void put(JobDefinition job) {
        definitions.put(job.id(), job);
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
        return compiled.computeIfAbsent(
                jobId, id -> Optional.ofNullable(definitions.get(id)).flatMap(JobDefinitions::compile));
    }

    private static Optional<CompiledJob> compile(JobDefinition job) {
        try {
            return Optional.of(CompiledJob.compile(job));
        } catch (InvalidJobException e) {
            LOG.warn("An old job cannot be compiled any more, its rows are stored as they come: job={}", job.id(), e);
            return Optional.empty();
        }
    }
}
