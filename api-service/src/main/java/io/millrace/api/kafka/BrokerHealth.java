package io.millrace.api.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when some broker answers. */
@Readiness
@ApplicationScoped
public class BrokerHealth implements HealthCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Broker broker;

    public BrokerHealth(Broker broker) {
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            return HealthCheckResponse.named("kafka")
                    .up()
                    .withData("brokers", broker.nodes(TIMEOUT))
                    .build();
        } catch (RuntimeException e) {
            return HealthCheckResponse.named("kafka")
                    .down()
                    .withData("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
