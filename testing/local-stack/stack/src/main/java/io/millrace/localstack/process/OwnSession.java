package io.millrace.localstack.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Puts a child out of reach of the terminal, whose Ctrl-C goes to every process of the session. */
final class OwnSession {
    private static final Path PROGRAM = Path.of("/usr/bin/setsid");

    private OwnSession() {}

    static List<String> command(List<String> command) {
        if (!Files.isExecutable(PROGRAM)) {
            return command;
        }
        List<String> all = new ArrayList<>();
        all.add(PROGRAM.toString());
        all.addAll(command);
        return all;
    }
}
