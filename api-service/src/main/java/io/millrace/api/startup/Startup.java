package io.millrace.api.startup;

import io.millrace.api.auth.ApiKeys;
import io.millrace.api.kafka.Broker;
import io.millrace.api.projects.Projects;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Makes what must be there before requests are served: the database's schema, the default project, the administrator's
 * key, secrets under the current key, the topics. PostgreSQL and Kafka may come up after this service; each step is tried until it succeeds, and
 * readiness says what is missing.
 */
@Singleton
public class Startup {
    private static final Logger LOG = Logger.getLogger(Startup.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Flyway schema;
    private final Projects projects;
    private final ApiKeys keys;
    private final Broker broker;
    private final ApiSettings settings;
    private final StartupState state;
    private final Event<ServiceReady> ready;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "startup"));

    public Startup(
            Flyway schema,
            Projects projects,
            ApiKeys keys,
            Broker broker,
            ApiSettings settings,
            StartupState state,
            Event<ServiceReady> ready) {
        this.schema = schema;
        this.projects = projects;
        this.keys = keys;
        this.broker = broker;
        this.settings = settings;
        this.state = state;
        this.ready = ready;
    }

    void begin(@Observes StartupEvent event) {
        executor.execute(this::run);
    }

    void end(@Observes ShutdownEvent event) {
        executor.shutdownNow();
    }

    private void run() {
        try {
            untilDone("PostgreSQL: the schema", schema::migrate);
            untilDone("PostgreSQL: the default project", () -> projects.ensureDefault(settings.defaultProjectId()));
            untilDone("PostgreSQL: the administrator's key", () -> keys.ensureAdministrator(settings.adminKey()));
            untilDone(
                    "Kafka: the topics",
                    () -> broker.ensureTopics(broker.topics().fixed()));
            state.ready();
            ready.fire(new ServiceReady());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void untilDone(String step, Runnable work) throws InterruptedException {
        state.waitingFor(step);
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                work.run();
                return;
            } catch (RuntimeException e) {
                LOG.warnf("%s: not yet, trying again in %d ms: %s", step, pause.toMillis(), e.getMessage());
                LOG.debug("Startup step failed", e);
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }
}
