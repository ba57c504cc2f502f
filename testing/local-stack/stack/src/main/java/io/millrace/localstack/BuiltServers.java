package io.millrace.localstack;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what the build left beside this class: the servers' class paths and the services. */
final class BuiltServers {
    private final Path localStack;

    private BuiltServers(Path localStack) {
        this.localStack = localStack;
    }

    /** Seen from where this class was loaded: {@code testing/local-stack/launcher/target}, classes or jar. */
    static BuiltServers besideThisClass() {
        try {
            Path code = Path.of(BuiltServers.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new BuiltServers(code.resolve("../../..").normalize());
        } catch (URISyntaxException e) {
            throw new StackException("Could not find out where the stack was built", e);
        }
    }

    /** The class path of a server's process: its own classes, and the libraries in the order of its dependencies. */
    String classPath(String module) {
        Path target = localStack.resolve(module).resolve("target");
        Path list = target.resolve("server.classpath");
        try {
            return Stream.concat(
                            Stream.of(target.resolve("classes")),
                            Arrays.stream(Files.readString(list).strip().split(":", -1))
                                    .map(target::resolve))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
        } catch (IOException e) {
            throw notBuilt(list, e);
        }
    }

    /** The names of the libraries of a server. */
    List<String> libraries(String module) {
        Path lib = localStack.resolve(module).resolve("target/lib");
        try (Stream<Path> files = Files.list(lib)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw notBuilt(lib, e);
        }
    }

    /** The runnable jar of a service. */
    Path serviceJar(Part service) {
        Path root = localStack.resolve("../..").normalize();
        Path jar = root.resolve(service.label()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw notBuilt(jar, null);
        }
        return jar;
    }

    private static StackException notBuilt(Path missing, @Nullable Throwable cause) {
        return new StackException("Not built yet: " + missing + " is missing. Run: mvn -DskipTests package", cause);
    }
}
