package io.millrace.api.files;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a project's files as the API shows it. */
public record FileList(List<FileMetadata> files, long totalCount, Links links, Space space) {
    /** Where the neighbouring pages are; null at the ends. */
    public record Links(
            @JsonProperty("@nextLink") @Nullable String nextLink,
            @JsonProperty("@prevLink") @Nullable String prevLink) {}

    /** Of the staging area. */
    public record Space(long allocatedBytes, long usedBytes, long remainingBytes) {}
}
