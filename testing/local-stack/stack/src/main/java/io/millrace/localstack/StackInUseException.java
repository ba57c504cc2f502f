package io.millrace.localstack;

import java.nio.file.Path;

/** Another process, or another part of this one, runs a stack in the same directory. */
public final class StackInUseException extends StackException {
    private static final long serialVersionUID = 1L;

    StackInUseException(Path directory) {
        super("A stack already runs in " + directory);
    }
}
