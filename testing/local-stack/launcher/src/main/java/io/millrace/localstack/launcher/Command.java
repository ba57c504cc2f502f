package io.millrace.localstack.launcher;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What {@code ./millrace} can be told to do, and which options each command knows. */
enum Command {
    UP(Option.DATA, Option.PORT),
    DEMO(Option.DATA, Option.PORT, Option.EXIT),
    DOWN(Option.DATA),
    STATUS(Option.DATA),
    LOGS(Option.DATA, Option.FOLLOW),
    HELP;

    /** What can be said beside a command. */
    enum Option {
        DATA("--data"),
        PORT("--port"),
        EXIT("--exit"),
        FOLLOW("-f");

        private final String label;

        Option(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    private final Set<Option> options;

    Command(Option... options) {
        this.options = Set.of(options);
    }

    boolean takes(Option option) {
        return options.contains(option);
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Command> of(String label) {
        return Arrays.stream(values())
                .filter(command -> command.label().equals(label))
                .findFirst();
    }
}
