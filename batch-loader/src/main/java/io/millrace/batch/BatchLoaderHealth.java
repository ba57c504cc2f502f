package io.millrace.batch;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Ready: coordinating and taking tasks. Live: nothing has failed that only a restart helps. */
@Singleton
class BatchLoaderHealth {
    @Produces
    @Readiness
    HealthCheck readiness(BatchLoaderService service) {
        return () -> response("takes-jobs-and-tasks", "waitingFor", service.waitingFor());
    }

    @Produces
    @Liveness
    HealthCheck liveness(BatchLoaderService service) {
        return () -> response("nothing-has-failed", "failure", service.failure());
    }

    private static HealthCheckResponse response(String name, String reasonName, @Nullable String reason) {
        return reason == null
                ? HealthCheckResponse.named(name).up().build()
                : HealthCheckResponse.named(name)
                        .down()
                        .withData(reasonName, reason)
                        .build();
    }
}
