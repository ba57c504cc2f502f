package io.millrace.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** Says which parts a stack has and where they listen; {@link #start} starts them. */
public final class LocalStackBuilder {
    private final Path directory;
    private final Set<Part> parts = EnumSet.noneOf(Part.class);
    private final Map<Part, Map<String, String>> settings = new EnumMap<>(Part.class);
    private OptionalInt basePort = OptionalInt.empty();
    private Consumer<String> progress = line -> {};

    LocalStackBuilder(Path directory) {
        this.directory = directory;
    }

    /** Adds parts. A service brings the three servers with it. */
    public LocalStackBuilder with(Part... wanted) {
        for (Part part : wanted) {
            parts.add(part);
            if (part.isService()) {
                parts.addAll(List.of(Part.KAFKA, Part.S3, Part.POSTGRES));
            }
        }
        return this;
    }

    /**
     * Takes the ports from this one on: api-service, stream-processor, batch-loader, kafka, kafka's controller, s3,
     * postgres. Without it every part gets some port that is free.
     */
    public LocalStackBuilder basePort(int port) {
        basePort = OptionalInt.of(port);
        return this;
    }

    /** Sets a configuration key of one service, over what the stack sets itself. */
    public LocalStackBuilder setting(Part service, String key, String value) {
        if (!service.isService()) {
            throw new IllegalArgumentException(service.label() + " is not a service; it has no settings");
        }
        settings.computeIfAbsent(service, none -> new HashMap<>()).put(key, value);
        return this;
    }

    /** Gets a line for each part that is ready. */
    public LocalStackBuilder onProgress(Consumer<String> listener) {
        progress = listener;
        return this;
    }

    /**
     * Starts the parts, the servers first, and returns when all of them answer. What an earlier stack in this directory
     * left running is ended first.
     *
     * @throws StackInUseException if a stack already runs in this directory
     * @throws PortTakenException if another process has one of the ports
     * @throws StackException if a part does not come up
     */
    public LocalStack start() {
        try {
            return LocalStack.start(
                    new StackFolders(directory),
                    EnumSet.copyOf(parts),
                    basePort.isPresent() ? StackPorts.from(basePort.getAsInt()) : StackPorts.free(),
                    settings,
                    progress);
        } catch (IOException e) {
            throw new StackException("Could not start the stack in " + directory + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while the stack in " + directory + " was starting", e);
        }
    }
}
