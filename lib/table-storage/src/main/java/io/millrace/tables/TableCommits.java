package io.millrace.tables;

import io.millrace.tables.CommittedJobs.Ending;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.ValidationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes staged files visible, each exactly once. */
final class TableCommits {
    private static final Logger LOG = LoggerFactory.getLogger(TableCommits.class);

    private final TableAccess access;
    private final Patience patience;
    private final SnapshotExpiry expiry;

    TableCommits(TableAccess access, Patience patience, SnapshotExpiry expiry) {
        this.access = access;
        this.patience = patience;
        this.expiry = expiry;
    }

    StreamCommitOutcome commit(StreamCommit commit) {
        requireProgress(commit);
        return translated("Commit " + commit.commitId(), () -> {
            StreamCheck check = new StreamCheck(commit);
            try {
                TableOperations operations = access.operations();
                if (check.isIn(operations.current())) {
                    return new StreamCommitOutcome.Committed();
                }
                TableMetadata before = operations.current();
                check.admit(before);
                append(operations, check, commit.files().files(), StreamCheck.COMMIT_ID, commit.commitId());
                expiry.runIfDue(access, before);
                return new StreamCommitOutcome.Committed();
            } catch (AttemptRefusedException refused) {
                return refused(commit, check);
            }
        });
    }

    long commit(String jobId, List<byte[]> messages) {
        List<ManifestFile> manifests = StagedManifests.decode(messages);
        return translated("Commit of job " + jobId, () -> {
            TableOperations operations = access.operations();
            Optional<Ending> ending = CommittedJobs.ending(jobId, operations.current());
            if (ending.isPresent() || manifests.isEmpty()) {
                return ending.map(known -> rows(jobId, known)).orElse(0L);
            }
            try {
                return append(operations, jobId, manifests);
            } catch (AttemptRefusedException | NotFoundException overtaken) {
                // Another process ended the job in the meantime, and its lists of files are gone with it.
                return CommittedJobs.ending(jobId, access.operations().current())
                        .map(known -> rows(jobId, known))
                        .orElseThrow(() -> overtaken);
            }
        });
    }

    /** Deletes staged files after making sure, in the table itself, that the job can never commit them. */
    void discard(String jobId, List<byte[]> messages) {
        List<ManifestFile> manifests = StagedManifests.decode(messages);
        translated("Discarding job " + jobId, () -> {
            BatchCheck check = new BatchCheck(jobId, new Ending.Discarded());
            TableOperations operations = access.operations();
            if (CommittedJobs.ending(jobId, operations.current()).isEmpty()) {
                try {
                    guarded(operations, check).updateProperties().commit();
                } catch (AttemptRefusedException overtaken) {
                    LOG.info("Job {} ended while it was being discarded", jobId);
                }
            }
            if (check.isIn(access.operations().current())) {
                deleteUnreferenced(manifests);
            }
            return jobId;
        });
    }

    void discard(List<byte[]> messages) {
        List<ManifestFile> manifests = StagedManifests.decode(messages);
        translated("Discarding staged files", () -> {
            deleteUnreferenced(manifests);
            return manifests;
        });
    }

    private void deleteUnreferenced(List<ManifestFile> manifests) {
        TableOperations operations = access.operations();
        Collection<DataFile> files = StagedManifests.readExisting(access.table(operations), manifests);
        FileRemoval.deleteUnreferenced(files, operations.refresh(), operations.io());
        FileRemoval.delete(manifests.stream().map(ManifestFile::path).toList(), operations.io());
    }

    private long append(TableOperations operations, String jobId, List<ManifestFile> manifests) {
        List<DataFile> files = StagedManifests.read(access.table(operations), manifests);
        long rows = files.stream().mapToLong(DataFile::recordCount).sum();
        BatchCheck check = new BatchCheck(jobId, new Ending.Committed(rows));
        append(operations, check, files, CommittedJobs.JOB_ID, jobId);
        FileRemoval.delete(manifests.stream().map(ManifestFile::path).toList(), operations.io());
        return rows;
    }

    private void append(
            TableOperations operations, CommitCheck check, Collection<DataFile> files, String idKey, String id) {
        Table table = guarded(operations, check);
        if (files.isEmpty()) {
            table.updateProperties().commit();
            return;
        }
        AppendFiles append = table.newAppend().set(idKey, id);
        files.forEach(append::appendFile);
        append.commit();
    }

    private Table guarded(TableOperations operations, CommitCheck check) {
        return access.table(new GuardedOperations(operations, check, patience));
    }

    /** Looks again before anything is deleted: an earlier call may have been carried out without its answer arriving. */
    private StreamCommitOutcome refused(StreamCommit commit, StreamCheck check) {
        TableOperations operations = access.operations();
        if (check.isIn(operations.current())) {
            return new StreamCommitOutcome.Committed();
        }
        String source = check.divergentSource(operations.current());
        if (source == null) {
            throw new IllegalStateException("The progress of table " + access.name() + " was set back while commit "
                    + commit.commitId() + " was under way");
        }
        List<DataFile> files = commit.files().files();
        if (!FileRemoval.deleteUnreferenced(files, operations.current(), operations.io())) {
            LOG.info("Commit {} is in table {}, though not in its history", commit.commitId(), access.name());
            return new StreamCommitOutcome.Committed();
        }
        LOG.info(
                "Commit {} to table {} is superseded at {}: dropped {} files",
                commit.commitId(),
                access.name(),
                source,
                files.size());
        return new StreamCommitOutcome.Superseded(source);
    }

    private static long rows(String jobId, Ending ending) {
        if (ending instanceof Ending.Committed committed) {
            return committed.rows();
        }
        throw new JobDiscardedException(jobId);
    }

    /** Files whose commit moves no position could be committed twice. */
    private static void requireProgress(StreamCommit commit) {
        if (commit.files().files().isEmpty()) {
            return;
        }
        boolean moves = commit.advances().values().stream()
                .anyMatch(advance -> !advance.to().equals(advance.from()));
        if (!moves) {
            throw new IllegalArgumentException("Commit " + commit.commitId()
                    + " has files and moves no source: it could not be told from a repetition");
        }
    }

    private <T> T translated(String what, Supplier<T> work) {
        try {
            return work.get();
        } catch (UnknownTableException | ValidationException | IllegalArgumentException | IllegalStateException e) {
            throw e;
        } catch (NoSuchTableException e) {
            throw new UnknownTableException("Table " + access.name() + " was dropped: " + e.getMessage());
        } catch (OutcomeUnknownException e) {
            throw new CommitFailedException(
                    what + " to table " + access.name()
                            + " was sent, and whether it took place cannot be seen; try the same commit again",
                    e);
        } catch (RuntimeException e) {
            throw new CommitFailedException(what + " to table " + access.name() + " did not take place", e);
        }
    }
}
