package io.millrace.stream.tables;

import io.millrace.pipeline.CompiledJob;
import java.util.Optional;

/** The jobs whose rows a writer may meet. Thread-safe. */
public interface KnownJobs {
    /** A job by its id; empty if it is unknown here, as old jobs may be. */
    Optional<CompiledJob> find(String jobId);
}
