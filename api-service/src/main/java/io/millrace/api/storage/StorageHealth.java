package io.millrace.api.storage;

import io.millrace.objects.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when Millrace's own bucket answers. */
@Readiness
@ApplicationScoped
public class StorageHealth implements HealthCheck {
    /** Never written: looking for it costs one small request. */
    private static final String PROBE_KEY = "files/health-probe";

    private final ObjectStore store;

    public StorageHealth(ObjectStore store) {
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            store.find(PROBE_KEY);
            return HealthCheckResponse.up("object storage");
        } catch (IOException | RuntimeException e) {
            return HealthCheckResponse.named("object storage")
                    .down()
                    .withData("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
