package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.auth.Access;
import io.millrace.api.auth.Permission;
import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.errors.Problems;
import io.millrace.api.outbox.Outbox;
import io.millrace.api.projects.Project;
import io.millrace.api.tables.ApiTable;
import io.millrace.api.tables.TableSpec;
import io.millrace.api.tables.Tables;
import io.millrace.messages.JobCommand;
import io.millrace.messages.MessageJson;
import io.millrace.messages.secrets.SecretCipher;
import io.millrace.model.JobDefinition;
import io.millrace.model.TableDefinition;
import io.millrace.pipeline.CompiledJob;
import io.millrace.pipeline.InvalidJobException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes new jobs: checks everything that can be checked, makes the table if need be, and hands the job to the loaders. */
@Singleton
public class JobSubmission {
    private final SourceResolver sources;
    private final TargetResolver targets;
    private final Tables tables;
    private final Jobs jobs;
    private final Outbox outbox;
    private final SecretCipher cipher;

    public JobSubmission(
            SourceResolver sources,
            TargetResolver targets,
            Tables tables,
            Jobs jobs,
            Outbox outbox,
            SecretCipher cipher) {
        this.sources = sources;
        this.targets = targets;
        this.tables = tables;
        this.jobs = jobs;
        this.outbox = outbox;
        this.cipher = cipher;
    }

    /** @throws ApiException with all problems of the request */
    SubmittedJob submit(Access access, ObjectNode body) {
        Project project = access.project();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        Problems problems = new Problems();
        Optional<JobRequest> parsed = new JobRequestParser(body, problems).parse();
        if (parsed.isEmpty()) {
            throw reported(problems);
        }
        JobRequest request = parsed.get();
        Optional<ResolvedSource> source = sources.resolve(project, request, problems);
        if (source.isEmpty() || hasBadSchema(problems)) {
            throw reported(problems);
        }
        ResolvedTarget target = targets.resolve(project, request, now, problems);
        UUID id = UUID.randomUUID();
        TableDefinition draft = target.spec()
                .definition(project, target.existing().map(ApiTable::id).orElse(id), request.tableName());
        JobDefinition drafted = definition(id, project, request, source.get(), target, draft, now);
        compile(drafted, problems);
        problems.throwIfAny();
        refuseTooLarge(drafted);

        ApiTable table = prepareTable(access, request, target);
        JobDefinition job = definition(id, project, request, source.get(), target, table.definition(project), now);
        SubmittedJob submitted = jobs.insert(
                access,
                request,
                new Jobs.NewJob(
                        job,
                        source.get(),
                        table.id(),
                        echo(request, source.get(), target),
                        warnings(body, source.get())));
        outbox.wakeUp();
        return submitted;
    }

    private static ObjectNode echo(JobRequest request, ResolvedSource source, ResolvedTarget target) {
        return JobEcho.of(request, source, target.mappings());
    }

    private static ApiException reported(Problems problems) {
        problems.throwIfAny();
        throw new IllegalStateException("A request that cannot be used has no problem");
    }

    /** Without its fields no expression can be checked. */
    private static boolean hasBadSchema(Problems problems) {
        return problems.found().stream().anyMatch(problem -> problem.target().startsWith("source.inputSchema"));
    }

    private static void compile(JobDefinition job, Problems problems) {
        try {
            CompiledJob.compile(job);
        } catch (InvalidJobException e) {
            e.problems().forEach(problem -> problems.addUnlessNoticed(problem.target(), problem.message()));
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
            access.require(Permission.MANAGE_TABLES);
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

    private static List<String> warnings(ObjectNode body, ResolvedSource source) {
        List<String> warnings = new ArrayList<>(source.warnings());
        UnknownProperties.warning(body).ifPresent(warnings::add);
        return warnings;
    }

    private JobDefinition definition(
            UUID id,
            Project project,
            JobRequest request,
            ResolvedSource source,
            ResolvedTarget target,
            TableDefinition table,
            Instant now) {
        return new JobDefinition(
                id.toString(),
                project.id().toString(),
                request.type(),
                table,
                source.forJob(id, cipher),
                source.format(),
                request.inputSchema(),
                target.mappings(),
                request.filterExpression().orElse(null),
                request.maxParseExceptions(),
                now,
                request.streaming().orElse(null));
    }
}
