package io.millrace.localstack.launcher;

import io.millrace.localstack.Part;
import io.millrace.localstack.launcher.Command.Option;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A command line, checked.
 *
 * @param data the directory of the stack
 * @param port the first of its ports
 * @param exit whether a demo ends what it started
 * @param follow whether logs go on as they are written
 * @param part whose logs; all if empty
 */
record Arguments(Command command, Path data, int port, boolean exit, boolean follow, Optional<Part> part) {
    static final int DEFAULT_PORT = 8080;

    private static final int PORTS_NEEDED = 7;
    private static final int LAST_FIRST_PORT = 65_536 - PORTS_NEEDED;

    static Arguments parse(List<String> words, Path defaultData) throws InvalidArgumentsException {
        return new Parser(words, defaultData).parse();
    }

    private static final class Parser {
        private final Deque<String> words;
        private Path data;
        private int port = DEFAULT_PORT;
        private boolean exit;
        private boolean follow;
        private Optional<Part> part = Optional.empty();

        private Parser(List<String> words, Path defaultData) {
            this.words = new ArrayDeque<>(words);
            this.data = defaultData;
        }

        private Arguments parse() throws InvalidArgumentsException {
            if (words.isEmpty() || words.contains("--help") || words.contains("-h")) {
                return new Arguments(Command.HELP, data, port, false, false, part);
            }
            String label = words.remove();
            Command command = Command.of(label)
                    .orElseThrow(() -> new InvalidArgumentsException("There is no command '" + label + "'."));
            while (!words.isEmpty()) {
                parseNext(command);
            }
            return new Arguments(command, data, port, exit, follow, part);
        }

        private void parseNext(Command command) throws InvalidArgumentsException {
            splitAtEqualsSign();
            String word = words.remove();
            switch (word) {
                case "--data" -> data = Path.of(valueOf(command, Option.DATA));
                case "--port" -> port = firstPort(valueOf(command, Option.PORT));
                case "--exit" -> {
                    require(command, Option.EXIT);
                    exit = true;
                }
                case "-f", "--follow" -> {
                    require(command, Option.FOLLOW);
                    follow = true;
                }
                default -> parsePart(command, word);
            }
        }

        private void splitAtEqualsSign() {
            String word = words.element();
            int equalsSign = word.indexOf('=');
            if (word.startsWith("--") && equalsSign > 0) {
                words.remove();
                words.addFirst(word.substring(equalsSign + 1));
                words.addFirst(word.substring(0, equalsSign));
            }
        }

        private void parsePart(Command command, String word) throws InvalidArgumentsException {
            if (word.startsWith("-")) {
                throw new InvalidArgumentsException("There is no option '" + word + "'.");
            }
            if (command != Command.LOGS || part.isPresent()) {
                throw new InvalidArgumentsException("'" + command.label() + "' does not take '" + word + "'.");
            }
            part = Optional.of(Arrays.stream(Part.values())
                    .filter(candidate -> candidate.label().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new InvalidArgumentsException(
                            "There is no part '" + word + "'. The parts are " + partLabels() + ".")));
        }

        private static String partLabels() {
            return Arrays.stream(Part.values()).map(Part::label).collect(Collectors.joining(", "));
        }

        private String valueOf(Command command, Option option) throws InvalidArgumentsException {
            require(command, option);
            if (words.isEmpty() || words.element().isEmpty()) {
                throw new InvalidArgumentsException("'" + option.label() + "' needs a value.");
            }
            return words.remove();
        }

        private static void require(Command command, Option option) throws InvalidArgumentsException {
            if (!command.takes(option)) {
                throw new InvalidArgumentsException(
                        "'" + command.label() + "' does not take '" + option.label() + "'.");
            }
        }

        private static int firstPort(String text) throws InvalidArgumentsException {
            try {
                int port = Integer.parseInt(text);
                if (port >= 1 && port <= LAST_FIRST_PORT) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // Told below, as for a number out of range.
            }
            throw new InvalidArgumentsException("'--port " + text + "': give a number from 1 to " + LAST_FIRST_PORT
                    + "; this port and the " + (PORTS_NEEDED - 1) + " after it are used.");
        }
    }
}
