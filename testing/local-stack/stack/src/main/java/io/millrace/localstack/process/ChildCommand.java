package io.millrace.localstack.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a child is started and asked to end.
 *
 * @param arguments the program and its arguments
 * @param environment added to this process's own environment
 * @param log takes what the child prints
 * @param stopSignal what asks it to end in order
 */
public record ChildCommand(List<String> arguments, Map<String, String> environment, Path log, String stopSignal) {
    public ChildCommand {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
