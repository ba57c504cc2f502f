package io.millrace.stream;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready as soon as all jobs are known, as long as Kafka answers. */
@Readiness
@ApplicationScoped
class EngineReadiness implements HealthCheck {
    private final StreamService service;

    EngineReadiness(StreamService service) {
        this.service = service;
    }

    @Override
    public HealthCheckResponse call() {
        boolean caughtUp = service.engine().isCaughtUp();
        boolean kafka = service.engine().reachesKafka();
        return HealthCheckResponse.named("streaming jobs")
                .withData("kafka", kafka ? "reachable" : "not reachable")
                .withData("jobs", caughtUp ? "known" : "not known yet")
                .status(caughtUp && kafka)
                .build();
    }
}
