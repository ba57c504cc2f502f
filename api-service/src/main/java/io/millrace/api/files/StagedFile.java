package io.millrace.api.files;

import io.millrace.api.auth.User;
import java.time.Instant;
import java.util.UUID;

/**
 * An uploaded file.
 *
 * @param objectKey of its bytes in Millrace's own bucket
 * @param md5 upper-case hexadecimal, of the stored bytes
 */
public record StagedFile(
        UUID id,
        String name,
        String objectKey,
        long sizeBytes,
        String dataFormat,
        String compressionFormat,
        String md5,
        User uploadedBy,
        Instant uploadedAt) {}
