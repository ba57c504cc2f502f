package io.millrace.api.files;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code millrace.files.*}: the staging area. */
@ConfigMapping(prefix = "millrace.files")
public interface FileSettings {
    /** {@code millrace.files.max-upload-size}: the largest upload, counted on the wire; 2 GiB by default. */
    @WithDefault("2G")
    MemorySize maxUploadSize();

    /** {@code millrace.files.max-concurrent-uploads}: each holds up to 24 MiB in memory; 8 by default. Others wait. */
    @WithDefault("8")
    int maxConcurrentUploads();

    /** {@code millrace.files.space}: what the listing shows as allocated to a project's files; not enforced. */
    @WithDefault("1T")
    MemorySize space();
}
