package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.errors.Problems;
import io.millrace.api.projects.Project;
import io.millrace.api.tables.ApiTable;
import io.millrace.model.JobDefinition;
import io.millrace.model.TableDefinition;
import io.millrace.pipeline.CompiledJob;
import io.millrace.pipeline.InvalidJobException;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Checks everything about a job that can be checked, and changes nothing. */
@Singleton
public class JobCheck {
    private final SourceResolver sources;
    private final TargetResolver targets;

    public JobCheck(SourceResolver sources, TargetResolver targets) {
        this.sources = sources;
        this.targets = targets;
    }

    /** @throws ApiException with all problems of the request */
    public CheckedJob check(Project project, ObjectNode body) {
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
        Optional<CompiledJob> compiled =
                compile(definition(id, project, request, source.get(), target, draft, now), problems);
        problems.throwIfAny();
        return new CheckedJob(request, source.get(), target, compiled.orElseThrow());
    }

    private static ApiException reported(Problems problems) {
        problems.throwIfAny();
        throw new IllegalStateException("A request that cannot be used has no problem");
    }

    /** Without its fields no expression can be checked. */
    private static boolean hasBadSchema(Problems problems) {
        return problems.found().stream().anyMatch(problem -> problem.target().startsWith("source.inputSchema"));
    }

    /** Empty only together with a problem. */
    private static Optional<CompiledJob> compile(JobDefinition job, Problems problems) {
        try {
            return Optional.of(CompiledJob.compile(job));
        } catch (InvalidJobException e) {
            e.problems().forEach(problem -> problems.addUnlessNoticed(problem.target(), problem.message()));
            return Optional.empty();
        }
    }

    private static JobDefinition definition(
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
                source.source(),
                source.format(),
                request.inputSchema(),
                target.mappings(),
                request.filterExpression().orElse(null),
                request.maxParseExceptions(),
                now,
                request.streaming().orElse(null));
    }
}
