package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.auth.Access;
import io.millrace.api.auth.Permission;
import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.outbox.Outbox;
import io.millrace.api.tables.ApiTable;
import io.millrace.api.tables.TableSpec;
import io.millrace.api.tables.Tables;
import io.millrace.messages.JobCommand;
import io.millrace.messages.MessageJson;
import io.millrace.messages.secrets.JobSecrets;
import io.millrace.messages.secrets.SecretCipher;
import io.millrace.model.JobDefinition;
import io.millrace.model.TableDefinition;
import jakarta.inject.Singleton;

/** Takes new jobs: has them checked, makes the table if need be, and hands the job to the loaders. */
@Singleton
public class JobSubmission {
    private final JobCheck check;
    private final Tables tables;
    private final Jobs jobs;
    private final Outbox outbox;
    private final SecretCipher cipher;

    public JobSubmission(JobCheck check, Tables tables, Jobs jobs, Outbox outbox, SecretCipher cipher) {
        this.check = check;
        this.tables = tables;
        this.jobs = jobs;
        this.outbox = outbox;
        this.cipher = cipher;
    }

    /** @throws ApiException with all problems of the request */
    SubmittedJob submit(Access access, ObjectNode body) {
        CheckedJob checked = check.check(access.project(), body);
        requireTablePermission(access, checked.target());
        refuseTooLarge(checked.compiled().definition());
        ApiTable table = prepareTable(access, checked.request(), checked.target());
        JobDefinition job = into(
                table.definition(access.project()), encrypted(checked.compiled().definition()));
        SubmittedJob submitted = jobs.insert(
                access,
                checked.request(),
                new Jobs.NewJob(job, checked.source(), table.id(), checked.echo(), checked.warnings()));
        outbox.wakeUp();
        return submitted;
    }

    /**
     * The job that {@link #submit} would make of the request, with what its log would say; nothing is made.
     *
     * @throws ApiException with all problems of the request
     */
    ObjectNode dryRun(Access access, ObjectNode body) {
        CheckedJob checked = check.check(access.project(), body);
        requireTablePermission(access, checked.target());
        checked.target().existing().ifPresent(table -> jobs.requireRoom(checked.request(), table.id()));
        return JobView.ofDraft(SubmittedJob.draft(checked, access.caller().user()), checked.warnings());
    }

    private static void requireTablePermission(Access access, ResolvedTarget target) {
        if (target.existing().isEmpty()) {
            access.require(Permission.MANAGE_TABLES);
        }
    }

    /** A message that no topic takes would keep those after it from being sent. */
    private static void refuseTooLarge(JobDefinition job) {
        int bytes = MessageJson.write(new JobCommand(job, JobCommand.Desired.SUSPENDED)).length;
        if (bytes > JobCommand.MAX_BYTES) {
            throw ApiException.of(
                    ApiErrorCode.PAYLOAD_TOO_LARGE,
                    "The job, with its table's columns, has " + bytes + " bytes; it can have " + JobCommand.MAX_BYTES
                            + ". Upload inline data as a file, or map fewer columns.");
        }
    }

    private ApiTable prepareTable(Access access, JobRequest request, ResolvedTarget target) {
        if (target.existing().isEmpty()) {
            return createUnlessThere(access, request.tableName(), target.spec());
        }
        if (target.discovered().isEmpty()) {
            return target.existing().get();
        }
        return tables.discover(access.project(), request.tableName(), target.discovered());
    }

    /** Another job may have made the table a moment ago; then it is as good as ours if it has the same columns. */
    private ApiTable createUnlessThere(Access access, String name, TableSpec spec) {
        try {
            return tables.create(access.project(), access.caller().user(), name, spec);
        } catch (ApiException refused) {
            return tables.find(access.project(), name)
                    .filter(table -> table.spec().kind() == spec.kind()
                            && table.spec().allColumns().containsAll(spec.columns()))
                    .orElseThrow(() -> refused);
        }
    }

    /** What is stored and sent of the job: its secrets are encrypted for it alone. */
    private JobDefinition encrypted(JobDefinition job) {
        return job.withSource(JobSecrets.encrypt(job.source(), job.id(), cipher));
    }

    /** The same job with the table as it is now. */
    private static JobDefinition into(TableDefinition table, JobDefinition job) {
        return new JobDefinition(
                job.id(),
                job.projectId(),
                job.type(),
                table,
                job.source(),
                job.format(),
                job.inputSchema(),
                job.mappings(),
                job.filterExpression(),
                job.maxParseExceptions(),
                job.createdAt(),
                job.streaming());
    }
}
