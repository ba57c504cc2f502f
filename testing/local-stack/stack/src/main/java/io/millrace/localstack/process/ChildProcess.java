package io.millrace.localstack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process that this one started. Ctrl-C in the terminal does not reach it, so that its parent ends it in order. */
public final class ChildProcess {
    private final Process process;
    private final ProcessIdentity identity;
    private final ChildCommand command;

    private ChildProcess(Process process, ChildCommand command) {
        this.process = process;
        this.command = command;
        this.identity =
                ProcessIdentity.of(process.pid()).orElseGet(() -> new ProcessIdentity(process.pid(), Long.MIN_VALUE));
    }

    /** Starts the child. What the one before it printed is kept beside the log under the name {@code <log>.1}. */
    public static ChildProcess start(ChildCommand command) throws IOException {
        keepLastLog(command.log());
        ProcessBuilder builder = new ProcessBuilder(OwnSession.command(command.arguments()))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(command.log().toFile());
        builder.environment().putAll(command.environment());
        return new ChildProcess(builder.start(), command);
    }

    public ProcessIdentity identity() {
        return identity;
    }

    public String stopSignal() {
        return command.stopSignal();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The child's exit code; only once it has ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** SIGKILL: the child gets no chance to do anything. Returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks the child to end, and kills it if it has not within the time of grace. */
    public void stop(Duration grace) throws InterruptedException {
        if (!process.isAlive()) {
            return;
        }
        identity.signal(command.stopSignal());
        if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    private static void keepLastLog(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
