package io.millrace.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Remembers a process in a file, so that it can be found again when its parent is gone. */
public record PidFile(Path file) {
    /** The remembered process, if it still runs. */
    public Optional<ProcessIdentity> runningProcess() throws IOException {
        try {
            return ProcessIdentity.ofLine(Files.readString(file)).filter(ProcessIdentity::isAlive);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    public void write(ProcessIdentity process) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(unfinished, process.toLine() + "\n");
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
