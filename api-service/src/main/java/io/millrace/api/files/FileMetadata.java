package io.millrace.api.files;

import io.millrace.api.auth.User;
import java.time.Instant;
import java.util.UUID;

/** A file as the API shows it. */
public record FileMetadata(
        UUID id,
        String name,
        long sizeBytes,
        String dataFormat,
        String compressionFormat,
        Digest digest,
        User uploadedBy,
        UUID uploadedByUserId,
        Instant uploadedOnDatetime) {

    /** A checksum of the stored bytes. */
    public record Digest(String algo, String hash) {}

    static FileMetadata of(StagedFile file) {
        return new FileMetadata(
                file.id(),
                file.name(),
                file.sizeBytes(),
                file.dataFormat(),
                file.compressionFormat(),
                new Digest("md5", file.md5()),
                file.uploadedBy(),
                file.uploadedBy().userId(),
                file.uploadedAt());
    }
}
