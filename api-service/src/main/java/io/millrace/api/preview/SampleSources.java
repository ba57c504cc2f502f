package io.millrace.api.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.formats.UnreadableSourceException;
import io.millrace.model.Compression;
import io.millrace.model.JobSource;
import io.millrace.objects.ObjectSelector;
import io.millrace.objects.ObjectStore;
import io.millrace.objects.ObjectStore.StoredObject;
import io.millrace.objects.S3ObjectStore;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Reads the beginnings of jobs' sources; of streams, the newest events. */
@Singleton
class SampleSources {
    /** Of a bucket; looking for more would cost more time than a sample is worth. */
    private static final int MAX_OBJECTS = 10;

    private final ObjectStore ownBucket;
    private final NewestEvents events;

    SampleSources(ObjectStore ownBucket, NewestEvents events) {
        this.ownBucket = ownBucket;
        this.events = events;
    }

    /** Ends the selection of objects early. */
    private static final class EnoughObjectsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        EnoughObjectsException() {
            super("Enough objects", null, false, false);
        }
    }

    /** @throws IOException if the source cannot be had; the message is for the user */
    void read(JobSource source, SampleRun run) throws IOException {
        if (source instanceof JobSource.Inline inline) {
            run.readFile("inline data", new ByteArrayInputStream(inline.data().getBytes(UTF_8)), Compression.NONE);
        } else if (source instanceof JobSource.Uploaded uploaded) {
            uploaded(uploaded.files(), run);
        } else if (source instanceof JobSource.S3 s3) {
            bucket(s3, run);
        } else if (source instanceof JobSource.PushTopic topic) {
            stream(topic.topic(), run);
        } else {
            throw new IllegalArgumentException("Unknown source " + source);
        }
    }

    private void uploaded(List<JobSource.StagedUpload> files, SampleRun run) throws IOException {
        for (JobSource.StagedUpload file : files) {
            if (run.isOver()) {
                return;
            }
            run.readFile(file.name(), ownBucket.read(file.key(), 0, null), file.compression());
        }
    }

    private static void bucket(JobSource.S3 source, SampleRun run) throws IOException {
        try (ObjectStore store = S3ObjectStore.open(source.location())) {
            for (StoredObject object : firstObjects(store, source)) {
                if (run.isOver()) {
                    return;
                }
                String address = "s3://" + source.location().bucket() + "/" + object.key();
                run.readFile(address, store.read(object.key(), 0, object.eTag()), null);
            }
        }
    }

    private static List<StoredObject> firstObjects(ObjectStore store, JobSource.S3 source) throws IOException {
        List<StoredObject> first = new ArrayList<>();
        try {
            ObjectSelector.select(store, source.location(), source.selection(), object -> {
                first.add(object);
                if (first.size() == MAX_OBJECTS) {
                    throw new EnoughObjectsException();
                }
            });
        } catch (EnoughObjectsException e) {
            return first;
        } catch (PatternSyntaxException e) {
            throw new IOException("the pattern is not a glob: " + e.getMessage(), e);
        }
        return first;
    }

    private void stream(String topic, SampleRun run) throws IOException {
        for (NewestEvents.Chunk chunk : events.read(topic, run.remaining())) {
            if (run.isOver()) {
                return;
            }
            String name = "message " + chunk.offset() + " of the connection";
            try {
                run.readMessage(name, chunk.inflated());
            } catch (UnreadableSourceException e) {
                run.reportUnreadable(name, e);
            }
        }
    }
}
