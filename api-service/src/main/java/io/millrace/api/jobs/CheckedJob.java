package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.pipeline.CompiledJob;
import java.util.ArrayList;
import java.util.List;

/**
 * A job without any problem that nobody has stored. Its table may still be to be made: until then the definition has a
 * draft of it.
 */
public final class CheckedJob {
    private final JobRequest request;
    private final ResolvedSource source;
    private final ResolvedTarget target;
    private final CompiledJob compiled;

    CheckedJob(JobRequest request, ResolvedSource source, ResolvedTarget target, CompiledJob compiled) {
        this.request = request;
        this.source = source;
        this.target = target;
        this.compiled = compiled;
    }

    /** The job as loaders would run it. */
    public CompiledJob compiled() {
        return compiled;
    }

    JobRequest request() {
        return request;
    }

    ResolvedSource source() {
        return source;
    }

    ResolvedTarget target() {
        return target;
    }

    /** What answers repeat of it. */
    ObjectNode echo() {
        return JobEcho.of(request, source, target.mappings());
    }

    /** For the job's log. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(source.warnings());
        UnknownProperties.warning(request.body()).ifPresent(warnings::add);
        return warnings;
    }
}
