package io.millrace.localstack;

import io.millrace.localstack.process.Leash;
import io.millrace.localstack.process.PidFile;
import io.millrace.localstack.process.ProcessIdentity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Real servers, and the services that use them, as child processes of this one. Everything listens on the loopback
 * interface only, and everything they store is in one directory: a stack started there again finds it. The children end
 * with this process, however it ends.
 *
 * <pre>{@code
 * try (LocalStack stack = LocalStack.in(directory).with(Part.S3, Part.POSTGRES).start()) {
 *     stack.s3().endpoint();
 * }
 * }</pre>
 */
public final class LocalStack implements AutoCloseable {
    public static final String HOST = "127.0.0.1";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration GRACE = Duration.ofSeconds(20);
    private static final String BUCKET = "millrace";
    private static final String REGION = "us-east-1";
    private static final String POSTGRES_USER = "millrace";

    private final StackFolders folders;
    private final StackPorts ports;
    private final StackSecrets secrets;
    private final StackLock lock;
    private final Leash leash;
    private final Consumer<String> progress;
    private final Map<Part, RunningPart> parts = new EnumMap<>(Part.class);

    private LocalStack(StackFolders folders, StackPorts ports, StackLock lock, Consumer<String> progress)
            throws IOException {
        this.folders = folders;
        this.ports = ports;
        this.lock = lock;
        this.progress = progress;
        this.secrets = StackSecrets.in(folders.directory());
        this.leash = new Leash();
    }

    /** A stack whose data is, or will be, in this directory. */
    public static LocalStackBuilder in(Path directory) {
        return new LocalStackBuilder(directory);
    }

    static LocalStack start(
            StackFolders folders,
            Set<Part> wanted,
            StackPorts ports,
            Map<Part, Map<String, String>> settings,
            Consumer<String> progress)
            throws IOException, InterruptedException {
        folders.create();
        StackLock lock = StackLock.take(folders);
        try {
            endOrphans(folders);
            wanted.forEach(ports::requireFree);
            remember(folders, wanted, ports);
            LocalStack stack = new LocalStack(folders, ports, lock, progress);
            stack.bringUp(wanted, settings);
            return stack;
        } catch (RuntimeException | IOException | InterruptedException e) {
            lock.close();
            throw e;
        }
    }

    /** The broker; only in a stack with {@link Part#KAFKA}. */
    public KafkaAccess kafka() {
        running(Part.KAFKA);
        return new KafkaAccess(HOST + ":" + ports.kafka());
    }

    /** The S3 server; only in a stack with {@link Part#S3}. */
    public S3Access s3() {
        running(Part.S3);
        return s3Access();
    }

    /** The database server; only in a stack with {@link Part#POSTGRES}. */
    public PostgresAccess postgres() {
        running(Part.POSTGRES);
        return postgresAccess();
    }

    /** Where a service answers HTTP. */
    public URI url(Part service) {
        running(service);
        return address(service);
    }

    public StackSecrets secrets() {
        return secrets;
    }

    public Path directory() {
        return folders.directory();
    }

    public Set<Part> parts() {
        return Collections.unmodifiableSet(parts.keySet());
    }

    public int port(Part part) {
        running(part);
        return ports.of(part);
    }

    /** The process that is the part at the moment, or was it last. */
    public ProcessIdentity process(Part part) {
        return running(part).process().identity();
    }

    public long pid(Part part) {
        return process(part).pid();
    }

    public boolean isAlive(Part part) {
        return running(part).isAlive();
    }

    /** What the part has printed since it was started last. */
    public Path log(Part part) {
        return folders.log(part);
    }

    /** Ends the part with SIGKILL and waits until it is gone. It stays so until {@link #restart}. */
    public void kill(Part part) {
        doing("kill", part, running(part)::kill);
    }

    /** Asks the part to end, as a shutdown does, and waits until it has. It stays so until {@link #restart}. */
    public void stop(Part part) {
        doing("stop", part, running(part)::stop);
    }

    /** Starts the part anew on the same port with the same data, after stopping it if it runs, and waits until it answers. */
    public void restart(Part part) {
        RunningPart running = running(part);
        doing("restart", part, () -> {
            running.stop();
            running.start();
            running.awaitReady(PATIENCE);
        });
    }

    /** Returns when the part answers its clients. */
    public void awaitReady(Part part) {
        doing("wait for", part, () -> running(part).awaitReady(PATIENCE));
    }

    /** Stops everything, the services first, and returns when all processes have ended. */
    @Override
    public void close() {
        try {
            together(Part::isService, part -> doing("stop", part, running(part)::close));
            together(part -> !part.isService(), part -> doing("stop", part, running(part)::close));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while the stack was stopping; its processes end by themselves", e);
        } finally {
            leash.close();
            lock.close();
        }
    }

    private void bringUp(Set<Part> wanted, Map<Part, Map<String, String>> settings)
            throws IOException, InterruptedException {
        try {
            BuiltServers servers = BuiltServers.besideThisClass();
            for (Part part : wanted) {
                PartRunner runner = runner(part, servers, settings.getOrDefault(part, Map.of()));
                parts.put(part, new RunningPart(part, runner, folders, leash));
            }
            together(part -> !part.isService(), this::startAndReport);
            together(Part::isService, this::startAndReport);
        } catch (RuntimeException | IOException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private PartRunner runner(Part part, BuiltServers servers, Map<String, String> settings)
            throws IOException, InterruptedException {
        return switch (part) {
            case KAFKA -> new KafkaRunner(folders, ports, servers);
            case S3 -> new S3Runner(folders, s3Access(), servers);
            case POSTGRES -> new PostgresRunner(folders, postgresAccess(), servers);
            case API_SERVICE, STREAM_PROCESSOR, BATCH_LOADER ->
                new ServiceRunner(part, folders, address(part), serviceSettings(part, settings), servers);
        };
    }

    private void startAndReport(Part part) {
        long began = System.nanoTime();
        restart(part);
        long millis = (System.nanoTime() - began) / 1_000_000;
        progress.accept(String.format(Locale.ROOT, "%s ready in %.1f s", part.label(), millis / 1000.0));
    }

    private Map<String, String> serviceSettings(Part service, Map<String, String> own) {
        Map<String, String> all = new HashMap<>();
        S3Access s3 = s3Access();
        PostgresAccess postgres = postgresAccess();
        all.put("quarkus.http.host", HOST);
        all.put("quarkus.http.port", Integer.toString(ports.of(service)));
        all.put("quarkus.log.console.color", "false");
        all.put("millrace.kafka.bootstrap-servers", HOST + ":" + ports.kafka());
        all.put("millrace.storage.endpoint", s3.endpoint().toString());
        all.put("millrace.storage.region", s3.region());
        all.put("millrace.storage.bucket", s3.bucket());
        all.put("millrace.storage.access-key-id", s3.accessKey());
        all.put("millrace.storage.secret-access-key", s3.secretKey());
        all.put("millrace.catalog.jdbc-url", postgres.catalogUrl());
        all.put("millrace.catalog.user", postgres.user());
        all.put("millrace.catalog.password", postgres.password());
        if (service != Part.STREAM_PROCESSOR) {
            all.put("millrace.secrets.keys", secrets.encryptionKeys());
        }
        if (service == Part.API_SERVICE) {
            all.put("quarkus.datasource.jdbc.url", postgres.controlUrl());
            all.put("quarkus.datasource.username", postgres.user());
            all.put("quarkus.datasource.password", postgres.password());
            all.put("millrace.api.admin-key", secrets.apiKey());
            all.put("millrace.api.default-project-id", secrets.projectId().toString());
            // The stack's own S3 server listens on the loopback interface.
            all.put("millrace.connections.allow-private-networks", "true");
            all.put("millrace.api.public-url", address(service).toString());
            all.put(
                    "millrace.query.cache-directory",
                    folders.directory().resolve("query-cache").toString());
        }
        all.putAll(own);
        return all;
    }

    private URI address(Part part) {
        return URI.create("http://" + HOST + ":" + ports.of(part));
    }

    private S3Access s3Access() {
        return new S3Access(address(Part.S3), REGION, BUCKET, secrets.s3AccessKey(), secrets.s3SecretKey());
    }

    private PostgresAccess postgresAccess() {
        return new PostgresAccess(ports.postgres(), POSTGRES_USER, secrets.postgresPassword());
    }

    private RunningPart running(Part part) {
        RunningPart running = parts.get(part);
        if (running == null) {
            throw new IllegalArgumentException(
                    "This stack has no " + part.label() + "; start it with(Part." + part + ")");
        }
        return running;
    }

    /** Does something with some of the parts at the same time, and reports the first failure when all are done. */
    private void together(Predicate<Part> which, Consumer<Part> action) throws InterruptedException {
        List<CompletableFuture<Void>> all = parts.keySet().stream()
                .filter(which)
                .map(part -> CompletableFuture.runAsync(
                        () -> action.accept(part), runnable -> new Thread(runnable, "stack-" + part.label()).start()))
                .toList();
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StackException failure) {
                throw failure;
            }
            throw new StackException("A part failed: " + e.getCause(), e);
        }
    }

    private static void remember(StackFolders folders, Set<Part> parts, StackPorts ports) throws IOException {
        Optional<ProcessIdentity> self =
                ProcessIdentity.of(ProcessHandle.current().pid());
        if (self.isPresent()) {
            new PidFile(folders.ownerFile()).write(self.get());
        }
        Files.write(
                folders.portsFile(),
                parts.stream().map(part -> part.label() + "=" + ports.of(part)).toList());
    }

    /** Ends what the last owner of the directory left running because it was killed: the services, then the servers. */
    static void endOrphans(StackFolders folders) throws IOException, InterruptedException {
        List<Part> servicesFirst = new ArrayList<>(List.of(Part.values()));
        Collections.reverse(servicesFirst);
        for (Part part : servicesFirst) {
            PidFile file = new PidFile(folders.pidFile(part));
            Optional<ProcessIdentity> orphan = file.runningProcess();
            if (orphan.isPresent()) {
                orphan.get().end(part == Part.POSTGRES ? "INT" : "TERM", GRACE);
            }
            file.delete();
        }
    }

    private static void doing(String what, Part part, InterruptibleAction action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new StackException("Could not " + what + " " + part.label() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted: could not " + what + " " + part.label(), e);
        }
    }

    private interface InterruptibleAction {
        void run() throws IOException, InterruptedException;
    }
}
