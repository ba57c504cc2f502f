package io.millrace.localstack.launcher;

import io.millrace.localstack.StackException;
import io.millrace.localstack.StackStatus;
import io.millrace.localstack.process.ProcessIdentity;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** {@code down}: stops a stack from another terminal. */
final class Down {
    /** The owner gives each part its own time of grace; this is for the owner itself. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final Path directory;
    private final PrintStream out;

    Down(Path directory, PrintStream out) {
        this.directory = directory.toAbsolutePath().normalize();
        this.out = out;
    }

    int run() throws IOException, InterruptedException {
        StackStatus status = StackStatus.of(directory);
        boolean orphans =
                status.parts().stream().anyMatch(part -> part.process().isPresent());
        if (status.owner().isEmpty() && !orphans) {
            ReadyFile.in(directory).delete();
            out.println("Nothing runs in " + directory);
            return Launcher.OK;
        }
        long began = System.nanoTime();
        out.println("Stopping Millrace in " + directory);
        if (status.owner().isPresent()) {
            stop(status.owner().get());
        }
        StackStatus.endOrphans(directory);
        ReadyFile.in(directory).delete();
        out.println(String.format(Locale.ROOT, "Stopped in %.1f s.", (System.nanoTime() - began) / 1e9));
        return Launcher.OK;
    }

    private static void stop(ProcessIdentity owner) throws InterruptedException {
        owner.end("TERM", GRACE);
        if (owner.isAlive()) {
            throw new StackException("Process " + owner.pid() + " could not be ended.");
        }
    }
}
