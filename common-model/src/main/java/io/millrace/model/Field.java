package io.millrace.model;

import static java.util.Objects.requireNonNull;

/** A named, typed field of the input, as declared in a job's {@code inputSchema}. Names are case-sensitive. */
public record Field(String name, DataType type) {
    public Field {
        requireNonNull(name);
        requireNonNull(type);
    }
}
