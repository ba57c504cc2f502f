package io.millrace.api.startup;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when everything that must be made at the start has been made. */
@Readiness
@ApplicationScoped
public class StartupHealth implements HealthCheck {
    private final StartupState state;

    public StartupHealth(StartupState state) {
        this.state = state;
    }

    @Override
    public HealthCheckResponse call() {
        return state.waitingFor()
                .map(step -> HealthCheckResponse.named("startup")
                        .down()
                        .withData("waitingFor", step)
                        .build())
                .orElseGet(() -> HealthCheckResponse.up("startup"));
    }
}
