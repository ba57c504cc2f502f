package io.millrace.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Java that the parts run on: the one this process runs on. */
final class JavaRuntime {
    private static final String PROGRAM =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private JavaRuntime() {}

    /** The program and the flags that every part gets, before the part's own. */
    static List<String> command(String... flags) {
        List<String> command = new ArrayList<>();
        command.add(PROGRAM);
        // A process without memory is of no use to anyone; one that ends is seen and started again.
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-Djava.awt.headless=true");
        if (feature() >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        if (feature() >= 25) {
            command.add("-XX:+UseCompactObjectHeaders");
        }
        command.addAll(List.of(flags));
        return command;
    }

    static int feature() {
        return Runtime.version().feature();
    }
}
