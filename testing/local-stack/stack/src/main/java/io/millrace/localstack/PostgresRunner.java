package io.millrace.localstack;

import io.millrace.localstack.process.ChildCommand;
import io.millrace.localstack.process.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** PostgreSQL as a child in the foreground, with two databases and one user. */
final class PostgresRunner implements PartRunner {
    private static final Duration GRACE = Duration.ofSeconds(15);
    private static final int STATUS_LINE = 7;

    private final StackFolders folders;
    private final PostgresAccess access;
    private final PostgresPrograms programs;

    PostgresRunner(StackFolders folders, PostgresAccess access, BuiltServers servers)
            throws IOException, InterruptedException {
        this.folders = folders;
        this.access = access;
        this.programs = PostgresPrograms.unpacked(servers);
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        if (!Files.isDirectory(data())) {
            initialize();
        }
        programs.giveAway(data());
        endServerLeftBehind();
    }

    @Override
    public ChildCommand command() {
        return programs.server(
                List.of(
                        "-D", data().toString(),
                        "-p", Integer.toString(access.port()),
                        "-h", LocalStack.HOST,
                        "-c", "unix_socket_directories=",
                        "-c", "fsync=on",
                        "-c", "synchronous_commit=on",
                        "-c", "shared_buffers=64MB",
                        "-c", "max_connections=100",
                        "-c", "io_method=sync",
                        "-c", "jit=off",
                        "-c", "wal_level=minimal",
                        "-c", "max_wal_senders=0",
                        "-c", "max_wal_size=256MB",
                        "-c", "timezone=UTC",
                        "-c", "log_timezone=UTC"),
                folders.log(Part.POSTGRES));
    }

    /** The server writes its status into its lock file; it can be asked before it takes connections. */
    @Override
    public boolean isReady() throws IOException {
        List<String> lines = lockFile();
        return lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
    }

    private void initialize() throws IOException, InterruptedException {
        Path unfinished = data().resolveSibling("postgres.unfinished");
        deleteTree(unfinished);
        Files.createDirectories(unfinished);
        programs.giveAway(unfinished);
        Path password = folders.run().resolve("postgres.password");
        PrivateFile.write(password, access.password().getBytes(StandardCharsets.UTF_8));
        programs.giveAway(password);
        PostgresPrograms.run(
                programs.command(
                        "initdb",
                        "--pgdata=" + unfinished,
                        "--username=" + access.user(),
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8",
                        "--no-sync"),
                "");
        Files.delete(password);
        PostgresPrograms.run(
                programs.command("postgres", "--single", "-D", unfinished.toString(), "postgres"),
                "CREATE DATABASE " + PostgresAccess.CONTROL_DATABASE + ";\nCREATE DATABASE "
                        + PostgresAccess.CATALOG_DATABASE + ";\n");
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * The lock file of a killed server stays, and its process number may by now be another's, which the new server would
     * take for the old one. If it really is the old one, it ends here.
     */
    private void endServerLeftBehind() throws IOException, InterruptedException {
        Optional<ProcessIdentity> old = lockFile().stream()
                .findFirst()
                .flatMap(line -> ProcessIdentity.of(Long.parseLong(line.strip())))
                .filter(process -> process.commandLine().contains(data().toString()));
        if (old.isPresent()) {
            old.get().end("INT", GRACE);
        }
        Files.deleteIfExists(lockFilePath());
        awaitEndOfBackends();
    }

    /** The helpers of a killed server live a moment longer and hold the shared memory that the new one needs. */
    private void awaitEndOfBackends() throws InterruptedException {
        long deadline = System.nanoTime() + GRACE.toNanos();
        while (hasBackends() && System.nanoTime() - deadline < 0) {
            Thread.sleep(20);
        }
    }

    private boolean hasBackends() {
        return ProcessHandle.allProcesses().anyMatch(process -> {
            try {
                return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                        .equals(data());
            } catch (IOException e) {
                return false;
            }
        });
    }

    private List<String> lockFile() throws IOException {
        return Files.exists(lockFilePath()) ? Files.readAllLines(lockFilePath()) : List.of();
    }

    private Path lockFilePath() {
        return data().resolve("postmaster.pid");
    }

    private Path data() {
        return folders.data(Part.POSTGRES);
    }

    private static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
