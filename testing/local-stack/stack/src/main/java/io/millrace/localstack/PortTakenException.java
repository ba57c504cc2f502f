package io.millrace.localstack;

import io.millrace.localstack.process.PortHolder;
import io.millrace.localstack.process.ProcessIdentity;
import java.util.Optional;

/** A part's port is in use by another process. */
public final class PortTakenException extends StackException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_BEGINNING = 60;
    private static final int LONGEST_END = 120;

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
        return "process " + holder.pid() + " (" + shortened(holder.commandLine()) + ")";
    }

    /** A Java command says at its beginning and its end what it is; between them are flags. */
    private static String shortened(String command) {
        if (command.length() <= LONGEST_BEGINNING + LONGEST_END) {
            return command;
        }
        return command.substring(0, LONGEST_BEGINNING) + " ... " + command.substring(command.length() - LONGEST_END);
    }
}
