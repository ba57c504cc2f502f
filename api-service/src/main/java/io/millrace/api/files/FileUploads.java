package io.millrace.api.files;

import io.millrace.api.auth.User;
import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.files.FormBody.Part;
import io.millrace.api.projects.Project;
import io.millrace.objects.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes uploads: the bytes go from the connection into parts of an object as they come, so memory does not grow with the
 * file and no disk is touched. The object has a key of its own; the name is claimed in the database when it is complete.
 */
@Singleton
public class FileUploads {
    private static final Logger LOG = Logger.getLogger(FileUploads.class);
    private static final String FILE_PART = "file";
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final Duration SLOT_PATIENCE = Duration.ofSeconds(30);

    private final ObjectStore store;
    private final Files files;
    private final UploadSlots slots;

    public FileUploads(ObjectStore store, Files files, FileSettings settings) {
        this.store = store;
        this.files = files;
        this.slots = new UploadSlots(settings.maxConcurrentUploads(), SLOT_PATIENCE);
    }

    /** What the client says about the file beside its bytes; null: to be found out. */
    record Said(@Nullable String dataFormat, @Nullable String compressionFormat) {}

    /**
     * Takes the one file of a form.
     *
     * @throws ApiException if the form has no file or several, the name is taken, or the body ends early; then nothing of
     *     it is kept
     */
    StagedFile take(FormBody form, Said said, Project project, User user) {
        FileFormat.check(said.dataFormat(), said.compressionFormat());
        boolean fieldInsteadOfFile = false;
        for (Optional<Part> part = form.next(); part.isPresent(); part = form.next()) {
            if (!part.get().name().equals(FILE_PART)) {
                continue;
            }
            if (part.get().fileName() != null) {
                return store(form, part.get(), said, project, user);
            }
            fieldInsteadOfFile = true;
        }
        throw noFile(fieldInsteadOfFile);
    }

    private StagedFile store(FormBody form, Part part, Said said, Project project, User user) {
        String name = FileName.checked(String.valueOf(part.fileName()));
        FileFormat format = FileFormat.of(name, part.contentType(), said.dataFormat(), said.compressionFormat());
        if (files.find(project, name).isPresent()) {
            throw Files.nameTaken(name);
        }
        UUID id = UUID.randomUUID();
        String key = "files/" + id;
        Stored stored = slots.inOne(() -> writeObject(form, key));
        StagedFile file = new StagedFile(
                id,
                name,
                key,
                stored.bytes(),
                format.dataFormat(),
                format.compression().apiName(),
                stored.md5(),
                user,
                Instant.now().truncatedTo(ChronoUnit.MICROS));
        claimName(project, file);
        return file;
    }

    private record Stored(long bytes, String md5) {}

    private Stored writeObject(FormBody form, String key) {
        try (ObjectStore.Upload upload = store.startUpload(key);
                UploadSink sink = new UploadSink(upload)) {
            form.copyTo(sink);
            sink.flush();
            refuseSecondFile(form);
            upload.complete();
            return new Stored(sink.bytes(), sink.md5());
        } catch (IOException e) {
            throw storeFailed(e);
        } catch (UncheckedIOException e) {
            throw storeFailed(e);
        }
    }

    private static ApiException storeFailed(Throwable failure) {
        LOG.error("The object store did not take an upload", failure);
        return ApiException.unavailable(
                "The object store did not take the file, so nothing was kept. Send it again.", RETRY_AFTER_SECONDS);
    }

    /** Reads to the end of the form: only then is it known to be whole. */
    private static void refuseSecondFile(FormBody form) {
        for (Optional<Part> part = form.next(); part.isPresent(); part = form.next()) {
            if (part.get().name().equals(FILE_PART)) {
                throw ApiException.badArgument(
                        FILE_PART, "The form has more than one part named \"file\". Send one file in each request.");
            }
        }
    }

    private void claimName(Project project, StagedFile file) {
        try {
            files.insert(project, file);
        } catch (RuntimeException e) {
            discard(file.objectKey());
            throw e;
        }
    }

    private void discard(String key) {
        try {
            store.delete(key);
        } catch (IOException | RuntimeException e) {
            LOG.warnf("The object %s of an upload that was not kept could not be deleted: %s", key, e.getMessage());
        }
    }

    private static ApiException noFile(boolean fieldInsteadOfFile) {
        String why = fieldInsteadOfFile
                ? "The form's part \"file\" is plain text and not a file."
                : "The form has no part named \"file\".";
        return ApiException.of(
                ApiErrorCode.BAD_ARGUMENT, why + " With curl, write --form 'file=@path', and do not forget the @.");
    }
}
