package io.millrace.pipeline;

import io.millrace.columns.RowSchema;
import io.millrace.model.JobDefinition;

/** A job's expressions, checked against its input schema and its table. */
public final class CompiledJob {
    private CompiledJob() {}

    /** @throws InvalidJobException naming each thing that is wrong */
    public static CompiledJob compile(JobDefinition job) {
        throw new UnsupportedOperationException();
    }

    public JobDefinition definition() {
        throw new UnsupportedOperationException();
    }

    /** The fields that readers decode. */
    public RowSchema input() {
        throw new UnsupportedOperationException();
    }

    /** The columns of the rows that come out: those of the table that the job maps, in the table's order. */
    public RowSchema output() {
        throw new UnsupportedOperationException();
    }

    /** Merges rolled-up rows of this job further; for rows without measures it only collects them. */
    public Rollup newRollup() {
        throw new UnsupportedOperationException();
    }
}
