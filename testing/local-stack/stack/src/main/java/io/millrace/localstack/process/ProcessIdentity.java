package io.millrace.localstack.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One process and no other: the system gives a number out again, but never the number together with the start time.
 *
 * @param pid the process number
 * @param startTicks when it started, in clock ticks since the machine did
 */
public record ProcessIdentity(long pid, long startTicks) {
    private static final int STATE = 0;
    private static final int START_TICKS = 19;
    private static final Duration POLL = Duration.ofMillis(20);

    /** The process that has this number now, if any is running. */
    public static Optional<ProcessIdentity> of(long pid) {
        return statusFields(pid)
                .filter(fields -> !"Z".equals(fields[STATE]) && !"X".equals(fields[STATE]))
                .map(fields -> new ProcessIdentity(pid, Long.parseLong(fields[START_TICKS])));
    }

    /** What {@link #toLine} wrote; empty if the text is something else. */
    public static Optional<ProcessIdentity> ofLine(String line) {
        String[] words = line.strip().split(" ", -1);
        try {
            return words.length == 2
                    ? Optional.of(new ProcessIdentity(Long.parseLong(words[0]), Long.parseLong(words[1])))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    public String toLine() {
        return pid + " " + startTicks;
    }

    public boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** Sends a signal by name ("TERM", "INT"), unless the process has ended. */
    public void signal(String name) {
        if (isAlive()) {
            run("kill", "-" + name, Long.toString(pid));
        }
    }

    /** Whether the process has ended after this time at the latest. */
    public boolean awaitEnd(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isAlive()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Thread.sleep(POLL.toMillis());
        }
        return true;
    }

    /** Asks the process to end, and ends it when it has not after the time of grace. */
    public void end(String signal, Duration grace) throws InterruptedException {
        signal(signal);
        if (!awaitEnd(grace)) {
            signal("KILL");
            awaitEnd(grace);
        }
    }

    /** The command the process was started with, arguments separated by blanks; empty if it may not be read. */
    public String commandLine() {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.UTF_8)
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** RAM that the process and its descendants hold, what they share counted once; zero if it has ended. */
    public long residentBytes() {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .mapToLong(process -> shareOfMemory(process.pid()))
                .sum();
    }

    private static long shareOfMemory(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // Ended meanwhile, or not ours.
            return 0;
        }
    }

    private static Optional<String[]> statusFields(long pid) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.UTF_8);
            // The program's name stands in parentheses and may contain anything, so the fields count from the last one.
            return Optional.of(status.substring(status.lastIndexOf(')') + 2).split(" ", -1));
        } catch (IOException e) {
            // There is no such process, or it ended while it was read.
            return Optional.empty();
        }
    }

    private static void run(String... command) {
        try {
            new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("Could not run " + command[0] + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
