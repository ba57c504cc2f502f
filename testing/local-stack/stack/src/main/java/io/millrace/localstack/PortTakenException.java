package io.millrace.localstack;

import io.millrace.localstack.process.PortHolder;
import io.millrace.localstack.process.ProcessIdentity;
import java.util.Optional;

/** A part's port is in use by another process. */
public final class PortTakenException extends StackException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortTakenException(int port, String wantedBy) {
        super(message(port, wantedBy, PortHolder.of(port)));
        this.port = port;
    }

    public int port() {
        return port;
    }

    private static String message(int port, String wantedBy, Optional<ProcessIdentity> holder) {
        return "Port " + port + ", wanted for " + wantedBy + ", is taken by "
                + holder.map(PortTakenException::describe).orElse("a process that could not be identified")
                + ". End that process, or choose other ports with --port.";
    }

    private static String describe(ProcessIdentity holder) {
        String command = holder.commandLine();
        String shown = command.length() > 160 ? command.substring(0, 160) + "..." : command;
        return "process " + holder.pid() + " (" + shown + ")";
    }
}
