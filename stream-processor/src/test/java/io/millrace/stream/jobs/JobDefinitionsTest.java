package io.millrace.stream.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.JobDefinition;
import io.millrace.pipeline.CompiledJob;
import io.millrace.stream.TestJobs;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JobDefinitionsTest {
    private final JobDefinitions definitions = new JobDefinitions();
    private final JobDefinition job = TestJobs.detail("job", "t1", Instant.EPOCH);

    @Test
    void aJobIsFoundAlsoWhenItWasAskedForTooEarly() {
        assertThat(definitions.find("job")).isEmpty();

        definitions.put(job);

        assertThat(definitions.find("job")).isPresent();
    }

    @Test
    void theNewestDefinitionCounts() {
        definitions.put(job);
        assertThat(definitions.find("job").map(CompiledJob::definition)).contains(job);
        JobDefinition changed = TestJobs.withFilter(job, "\"n\" > 0");

        definitions.put(changed);

        assertThat(definitions.find("job").map(CompiledJob::definition)).contains(changed);
    }

    @Test
    void aJobIsCompiledOnce() {
        definitions.put(job);

        assertThat(definitions.find("job").orElseThrow())
                .isSameAs(definitions.find("job").orElseThrow());
    }
}
