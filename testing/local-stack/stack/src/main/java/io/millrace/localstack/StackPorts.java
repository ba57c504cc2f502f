package io.millrace.localstack;

import io.millrace.localstack.process.PortHolder;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;

/** Which port each part of a stack listens on, all on the loopback interface. */
record StackPorts(
        int apiService, int streamProcessor, int batchLoader, int kafka, int kafkaController, int s3, int postgres) {
    /** Below the range the system takes the ports of outgoing connections from, so that a port stays free over a restart. */
    private static final int FIRST_FREE_CHOICE = 15_000;

    private static final int LAST_FREE_CHOICE = 32_000;

    /** One port after the other, beginning with that of api-service. */
    static StackPorts from(int base) {
        return new StackPorts(base, base + 1, base + 2, base + 3, base + 4, base + 5, base + 6);
    }

    /** Ports that nobody listens on now. */
    static StackPorts free() {
        Set<Integer> chosen = new HashSet<>();
        IntSupplier next = () -> {
            int port;
            do {
                port = ThreadLocalRandom.current().nextInt(FIRST_FREE_CHOICE, LAST_FREE_CHOICE);
            } while (!PortHolder.isFree(port) || !chosen.add(port));
            return port;
        };
        return new StackPorts(
                next.getAsInt(),
                next.getAsInt(),
                next.getAsInt(),
                next.getAsInt(),
                next.getAsInt(),
                next.getAsInt(),
                next.getAsInt());
    }

    int of(Part part) {
        return switch (part) {
            case API_SERVICE -> apiService;
            case STREAM_PROCESSOR -> streamProcessor;
            case BATCH_LOADER -> batchLoader;
            case KAFKA -> kafka;
            case S3 -> s3;
            case POSTGRES -> postgres;
        };
    }

    void requireFree(Part part) {
        requireFree(of(part), part.label());
        if (part == Part.KAFKA) {
            requireFree(kafkaController, "kafka's controller");
        }
    }

    private static void requireFree(int port, String wantedBy) {
        if (!PortHolder.isFree(port)) {
            throw new PortTakenException(port, wantedBy);
        }
    }
}
