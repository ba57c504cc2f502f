package io.millrace.messages;

import static java.util.Objects.requireNonNull;

import io.millrace.model.Compression;
import io.millrace.model.JobDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a batch job, for one worker. Running it twice has the same effect as once. */
public sealed interface BatchTask {
    JobDefinition job();

    /** List the source's objects and group them into {@link Load} tasks. */
    record Plan(JobDefinition job) implements BatchTask {
        public Plan {
            requireNonNull(job);
        }
    }

    /**
     * Read some objects and write their rows as staged files.
     *
     * @param number from 0, unique within the job
     */
    record Load(JobDefinition job, int number, List<InputObject> objects) implements BatchTask {
        public Load {
            requireNonNull(job);
            objects = List.copyOf(objects);
        }
    }

    /**
     * Make all staged files visible at once.
     *
     * @param manifests what the load tasks staged: {@link TaskOutcome.Loaded#manifest()}
     */
    record Commit(JobDefinition job, List<byte[]> manifests) implements BatchTask {
        public Commit {
            requireNonNull(job);
            manifests = List.copyOf(manifests);
        }
    }

    /** Delete the staged files of a job that failed or was cancelled. */
    record Discard(JobDefinition job, List<byte[]> manifests) implements BatchTask {
        public Discard {
            requireNonNull(job);
            manifests = List.copyOf(manifests);
        }
    }

    /**
     * An object to read.
     *
     * @param name for messages: an {@code s3://} address or an uploaded file's name
     * @param eTag what the listing saw; the object must still have it. Null where there was no listing
     */
    record InputObject(
            String name,
            String key,
            long sizeBytes,
            @Nullable String eTag,
            @Nullable Compression compression) {
        public InputObject {
            requireNonNull(name);
            requireNonNull(key);
        }
    }
}
