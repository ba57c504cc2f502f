package io.millrace.localstack;

import io.millrace.localstack.process.ChildProcess;
import io.millrace.localstack.process.Leash;
import io.millrace.localstack.process.PidFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One part of a stack and the process that is it at the moment. */
final class RunningPart {
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final int LOG_LINES_SHOWN = 20;

    private final Part part;
    private final PartRunner runner;
    private final StackFolders folders;
    private final PidFile pidFile;
    private final Leash leash;
    private volatile @Nullable ChildProcess process;
    private boolean closed;

    RunningPart(Part part, PartRunner runner, StackFolders folders, Leash leash) {
        this.part = part;
        this.runner = runner;
        this.folders = folders;
        this.pidFile = new PidFile(folders.pidFile(part));
        this.leash = leash;
    }

    /** Starts the process if it does not run. */
    synchronized void start() throws IOException, InterruptedException {
        if (closed) {
            throw new StackException(part.label() + " was not started: the stack is closed");
        }
        if (isAlive()) {
            return;
        }
        runner.prepare();
        ChildProcess started = ChildProcess.start(runner.command());
        process = started;
        pidFile.write(started.identity());
        leash.hold(started);
    }

    /** Stops the process for good. */
    synchronized void close() throws IOException, InterruptedException {
        closed = true;
        stop();
    }

    synchronized void kill() throws InterruptedException {
        ChildProcess current = process;
        if (current != null) {
            current.kill();
        }
    }

    synchronized void stop() throws IOException, InterruptedException {
        ChildProcess current = process;
        if (current != null) {
            current.stop(GRACE);
            pidFile.delete();
        }
    }

    boolean isAlive() {
        ChildProcess current = process;
        return current != null && current.isAlive();
    }

    ChildProcess process() {
        ChildProcess current = process;
        if (current == null) {
            throw new IllegalStateException(part.label() + " was never started");
        }
        return current;
    }

    void awaitReady(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        ChildProcess current = process();
        while (!runner.isReady()) {
            if (!current.isAlive()) {
                throw new StackException(part.label() + " ended with exit code " + current.exitCode()
                        + " before it was ready. " + endOfLog());
            }
            if (System.nanoTime() - deadline > 0) {
                throw new StackException(
                        part.label() + " was not ready after " + patience.toSeconds() + " s. " + endOfLog());
            }
            Thread.sleep(20);
        }
    }

    private String endOfLog() throws IOException {
        Path log = folders.log(part);
        List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return "The end of " + log + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    }
}
