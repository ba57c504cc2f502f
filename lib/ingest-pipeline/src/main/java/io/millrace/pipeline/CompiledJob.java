package io.millrace.pipeline;

import io.millrace.columns.RowSchema;
import io.millrace.model.JobDefinition;
import io.millrace.sql.MeasureMerge;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A job's expressions, checked against its input schema and its table. Thread-safe: every pipeline made of it computes
 * with expressions of its own.
 */
public final class CompiledJob {
    private final JobDefinition definition;
    private final RowSchema input;
    private final RowSchema output;
    private final List<Optional<MeasureMerge>> merges;
    /** What the check compiled, for the first pipeline. */
    private final AtomicReference<Projection> spare;

    private CompiledJob(JobDefinition definition, Projection projection) {
        this.definition = definition;
        this.input = projection.input();
        this.output = projection.output();
        this.merges = projection.merges();
        this.spare = new AtomicReference<>(projection);
    }

    /** @throws InvalidJobException naming each thing that is wrong */
    public static CompiledJob compile(JobDefinition job) {
        return new CompiledJob(job, JobCompiler.compile(job));
    }

    public JobDefinition definition() {
        return definition;
    }

    /** The fields that readers decode. */
    public RowSchema input() {
        return input;
    }

    /** The columns of the rows that come out: those of the table that the job maps, in the table's order. */
    public RowSchema output() {
        return output;
    }

    /** Merges rolled-up rows of this job further; for rows without measures it only collects them. */
    public Rollup newRollup() {
        return definition.rollsUp() ? Rollup.merging(output, merges) : Rollup.collecting(output);
    }

    /** Expressions that nobody else uses. */
    Projection newProjection() {
        Projection unused = spare.getAndSet(null);
        return unused == null ? JobCompiler.compile(definition) : unused;
    }
}
