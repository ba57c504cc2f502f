package io.millrace.localstack;

import io.millrace.localstack.process.PidFile;
import io.millrace.localstack.process.ProcessIdentity;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A stack seen from outside, by what it wrote into its directory.
 *
 * @param owner the process that runs the stack; empty if none does, even if some of its children still run
 * @param parts those that were started last
 */
public record StackStatus(Optional<ProcessIdentity> owner, List<PartStatus> parts) {
    /** One part: its port, and its process if that runs. */
    public record PartStatus(Part part, int port, Optional<ProcessIdentity> process) {}

    public StackStatus {
        parts = List.copyOf(parts);
    }

    public static StackStatus of(Path directory) throws IOException {
        StackFolders folders = new StackFolders(directory);
        Properties ports = new Properties();
        if (Files.exists(folders.portsFile())) {
            try (Reader reader = Files.newBufferedReader(folders.portsFile())) {
                ports.load(reader);
            }
        }
        List<PartStatus> parts = new ArrayList<>();
        for (Part part : Part.values()) {
            String port = ports.getProperty(part.label());
            if (port != null) {
                parts.add(new PartStatus(
                        part, Integer.parseInt(port), new PidFile(folders.pidFile(part)).runningProcess()));
            }
        }
        return new StackStatus(new PidFile(folders.ownerFile()).runningProcess(), parts);
    }

    /** Ends the children that a killed owner left running, the services first. Only when there is no owner. */
    public static void endOrphans(Path directory) {
        try {
            LocalStack.endOrphans(new StackFolders(directory));
        } catch (IOException e) {
            throw new StackException("Could not end what runs in " + directory + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while ending what runs in " + directory, e);
        }
    }
}
