package io.millrace.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What lies where in the directory of a stack. */
record StackFolders(Path directory) {
    StackFolders {
        directory = directory.toAbsolutePath().normalize();
    }

    void create() throws IOException {
        Files.createDirectories(logs());
        Files.createDirectories(run());
    }

    /** A server's own data. */
    Path data(Part part) {
        return directory.resolve(part.label());
    }

    Path log(Part part) {
        return logs().resolve(part.label() + ".log");
    }

    Path logs() {
        return directory.resolve("logs");
    }

    /** What matters only while the stack runs. */
    Path run() {
        return directory.resolve("run");
    }

    /** The process that runs the stack. */
    Path ownerFile() {
        return run().resolve("owner.pid");
    }

    Path portsFile() {
        return run().resolve("ports.properties");
    }

    Path pidFile(Part part) {
        return run().resolve(part.label() + ".pid");
    }
}
