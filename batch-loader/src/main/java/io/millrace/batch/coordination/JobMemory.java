package io.millrace.batch.coordination;

import io.millrace.messages.MessageJson;
import io.millrace.model.JobDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the coordinator knows of its jobs. Three stores, because they change at different paces: a definition never, a
 * lifecycle with every outcome, and a manifest is written once for each load task.
 */
final class JobMemory {
    static final String DEFINITIONS = "definitions";
    static final String LIFECYCLES = "lifecycles";
    static final String MANIFESTS = "manifests";

    private final KeyValueStore<String, byte[]> definitions;
    private final KeyValueStore<String, byte[]> lifecycles;
    private final KeyValueStore<String, byte[]> manifests;

    JobMemory(
            KeyValueStore<String, byte[]> definitions,
            KeyValueStore<String, byte[]> lifecycles,
            KeyValueStore<String, byte[]> manifests) {
        this.definitions = definitions;
        this.lifecycles = lifecycles;
        this.manifests = manifests;
    }

    Optional<JobLifecycle> lifecycle(String jobId) {
        return Optional.ofNullable(lifecycles.get(jobId)).map(json -> MessageJson.read(json, JobLifecycle.class));
    }

    void remember(String jobId, JobLifecycle lifecycle) {
        lifecycles.put(jobId, MessageJson.write(lifecycle));
    }

    Optional<JobDefinition> definition(String jobId) {
        return Optional.ofNullable(definitions.get(jobId)).map(json -> MessageJson.read(json, JobDefinition.class));
    }

    void remember(JobDefinition job) {
        definitions.put(job.id(), MessageJson.write(job));
    }

    void forgetDefinition(String jobId) {
        definitions.delete(jobId);
    }

    /** What a load task staged, empty if it staged nothing; absent while the task is not done. */
    Optional<byte[]> manifest(String jobId, int task) {
        return Optional.ofNullable(manifests.get(manifestKey(jobId, task)));
    }

    void rememberManifest(String jobId, int task, byte[] manifest) {
        manifests.put(manifestKey(jobId, task), manifest);
    }

    /** The manifests of a job that name files, in the order of its tasks. */
    List<byte[]> manifests(String jobId) {
        List<byte[]> found = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = manifestsOf(jobId)) {
            entries.forEachRemaining(entry -> {
                if (entry.value.length > 0) {
                    found.add(entry.value);
                }
            });
        }
        return found;
    }

    void forgetManifests(String jobId) {
        List<String> keys = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = manifestsOf(jobId)) {
            entries.forEachRemaining(entry -> keys.add(entry.key));
        }
        keys.forEach(manifests::delete);
    }

    /** Forgets jobs that finished before then. */
    void forgetFinishedBefore(Instant then) {
        List<String> expired = new ArrayList<>();
        try (KeyValueIterator<String, byte[]> entries = lifecycles.all()) {
            while (entries.hasNext()) {
                KeyValue<String, byte[]> entry = entries.next();
                if (MessageJson.read(entry.value, JobLifecycle.class) instanceof JobLifecycle.Finished finished
                        && finished.at().isBefore(then)) {
                    expired.add(entry.key);
                }
            }
        }
        for (String jobId : expired) {
            lifecycles.delete(jobId);
            definitions.delete(jobId);
        }
    }

    private KeyValueIterator<String, byte[]> manifestsOf(String jobId) {
        return manifests.range(manifestKey(jobId, 0), manifestKey(jobId, Integer.MAX_VALUE));
    }

    private static String manifestKey(String jobId, int task) {
        return String.format(Locale.ROOT, "%s/%010d", jobId, task);
    }
}
