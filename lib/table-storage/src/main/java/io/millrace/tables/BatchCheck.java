package io.millrace.tables;

import io.millrace.tables.CommittedJobs.Ending;
import org.apache.iceberg.TableMetadata;

/** Admits the end of a batch job only where it has not ended yet. */
final class BatchCheck implements CommitCheck {
    private final String jobId;
    private final Ending ending;

    BatchCheck(String jobId, Ending ending) {
        this.jobId = jobId;
        this.ending = ending;
    }

    @Override
    public void admit(TableMetadata base) {
        CommittedJobs.ending(jobId, base).ifPresent(recorded -> {
            throw new AttemptRefusedException("Job " + jobId + " has ended already: " + recorded);
        });
    }

    @Override
    public void mark(TableMetadata base, TableMetadata.Builder update) {
        CommittedJobs.record(jobId, ending, base, update);
    }

    @Override
    public boolean isIn(TableMetadata state) {
        return CommittedJobs.ending(jobId, state).filter(ending::equals).isPresent();
    }
}
