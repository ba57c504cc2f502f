package io.millrace.api.startup;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Whether the service can serve requests, and if not, what it is waiting for. */
@Singleton
public class StartupState {
    private volatile Optional<String> waitingFor = Optional.of("the start");

    /** Empty once the service is ready. */
    public Optional<String> waitingFor() {
        return waitingFor;
    }

    void waitingFor(String step) {
        waitingFor = Optional.of(step);
    }

    void ready() {
        waitingFor = Optional.empty();
    }
}
