package io.millrace.model;

import java.util.Arrays;
import java.util.Optional;

/** How stored bytes are compressed, with the names of the Files API (Polaris contract, section 3). */
public enum Compression {
    NONE("none"),
    GZIP("gz"),
    BZIP2("bz2"),
    XZ("xz"),
    ZSTD("zstd"),
    /** Snappy framing format. */
    SNAPPY("sz");

    private final String apiName;

    Compression(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }

    public static Optional<Compression> ofApiName(String name) {
        return Arrays.stream(values())
                .filter(compression -> compression.apiName.equals(name))
                .findFirst();
    }
}
