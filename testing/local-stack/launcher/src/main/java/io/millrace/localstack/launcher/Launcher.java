package io.millrace.localstack.launcher;

import static java.util.Objects.requireNonNull;

import io.millrace.localstack.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs one command of {@code ./millrace}. */
public final class Launcher {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int NOT_UNDERSTOOD = 2;
    static final int NOT_RUNNING = 3;

    private Launcher() {}

    public static void main(String[] words) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Path defaultData = Path.of(System.getProperty("millrace.default-data", ".millrace"));
        System.exit(run(List.of(words), defaultData, out, err));
    }

    static int run(List<String> words, Path defaultData, PrintStream out, PrintStream err) {
        try {
            return run(Arguments.parse(words, defaultData), out);
        } catch (InvalidArgumentsException e) {
            err.println("millrace: " + e.getMessage() + " './millrace help' lists what there is.");
            return NOT_UNDERSTOOD;
        } catch (StackException e) {
            err.println("millrace: " + e.getMessage());
            return FAILED;
        } catch (IOException e) {
            err.println("millrace: " + e);
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static int run(Arguments arguments, PrintStream out) throws IOException, InterruptedException {
        return switch (arguments.command()) {
            case UP, DEMO -> new Up(arguments, out).run();
            case DOWN -> new Down(arguments.data(), out).run();
            case STATUS -> new Status(arguments.data(), out).run();
            case LOGS -> new Logs(arguments, out).run();
            case HELP -> {
                out.print(usage());
                yield OK;
            }
        };
    }

    /** The script shows the same file when nothing is built yet. */
    private static String usage() throws IOException {
        try (InputStream in = requireNonNull(Launcher.class.getResourceAsStream("usage.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
