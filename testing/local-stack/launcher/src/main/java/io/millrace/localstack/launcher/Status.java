package io.millrace.localstack.launcher;

import io.millrace.localstack.StackStatus;
import io.millrace.localstack.StackStatus.PartStatus;
import io.millrace.localstack.process.PortHolder;
import io.millrace.localstack.process.ProcessIdentity;
import io.millrace.localstack.text.TextTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code status}: what runs, where, and how much memory it holds. */
final class Status {
    private static final long MEGABYTE = 1024 * 1024;

    private final Path directory;
    private final PrintStream out;

    Status(Path directory, PrintStream out) {
        this.directory = directory.toAbsolutePath().normalize();
        this.out = out;
    }

    int run() throws IOException {
        StackStatus status = StackStatus.of(directory);
        if (status.parts().isEmpty()) {
            out.println("Millrace has never run in " + directory);
            return Launcher.NOT_RUNNING;
        }
        boolean ready = Files.exists(ReadyFile.in(directory).file());
        long alive = status.parts().stream()
                .filter(part -> part.process().isPresent())
                .count();
        boolean complete = alive == status.parts().size();
        boolean running = status.owner().isPresent() && ready && complete;
        TextTable table = new TextTable("PART", "PID", "PORT", "STATE", "MEMORY");
        long total = 0;
        for (PartStatus part : status.parts()) {
            long bytes = part.process().map(ProcessIdentity::residentBytes).orElse(0L);
            total += bytes;
            table.row(
                    part.part().label(),
                    part.process().map(process -> Long.toString(process.pid())).orElse("-"),
                    part.port(),
                    state(part),
                    megabytes(bytes));
        }
        table.row("total", "-", "-", running ? "up" : alive > 0 ? "partly up" : "down", megabytes(total));
        table.lines().forEach(out::println);
        return running ? Launcher.OK : Launcher.NOT_RUNNING;
    }

    private static String state(PartStatus part) {
        if (part.process().isEmpty()) {
            return "down";
        }
        return PortHolder.isFree(part.port()) ? "not listening" : "up";
    }

    private static String megabytes(long bytes) {
        return bytes / MEGABYTE + " MB";
    }
}
