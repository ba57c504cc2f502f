package io.millrace.localstack.launcher;

import io.millrace.localstack.Part;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** {@code logs}: what the parts have printed since they were started last. */
final class Logs {
    private static final int LINES_OF_EACH = 20;
    private static final int POLL_IN_MILLIS = 250;

    private final Arguments arguments;
    private final PrintStream out;

    Logs(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.out = out;
    }

    int run() throws IOException, InterruptedException {
        List<Part> parts = arguments.part().map(List::of).orElseGet(() -> Arrays.asList(Part.values()));
        Path folder = arguments.data().toAbsolutePath().normalize().resolve("logs");
        List<LogReader> readers = parts.stream()
                .map(part -> new LogReader(part, folder.resolve(part.label() + ".log")))
                .filter(reader -> Files.exists(reader.file()))
                .toList();
        if (readers.isEmpty()) {
            out.println("There are no logs in " + folder);
            return Launcher.NOT_RUNNING;
        }
        boolean several = readers.size() > 1;
        for (LogReader reader : readers) {
            List<String> lines = reader.newLines();
            int first = several ? Math.max(0, lines.size() - LINES_OF_EACH) : 0;
            print(reader, lines.subList(first, lines.size()), several);
        }
        while (arguments.follow()) {
            Thread.sleep(POLL_IN_MILLIS);
            for (LogReader reader : readers) {
                print(reader, reader.newLines(), several);
            }
        }
        return Launcher.OK;
    }

    private void print(LogReader reader, List<String> lines, boolean withName) {
        String prefix = withName ? reader.part().label() + " | " : "";
        lines.forEach(line -> out.println(prefix + line));
    }
}
