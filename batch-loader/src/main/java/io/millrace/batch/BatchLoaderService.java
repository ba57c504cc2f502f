package io.millrace.batch;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.batch.coordination.CoordinationConfiguration;
import io.millrace.batch.loading.LoadingConfiguration;
import io.millrace.batch.messaging.InstanceConfiguration;
import io.millrace.batch.messaging.KafkaClients;
import io.millrace.batch.messaging.KafkaConfiguration;
import io.millrace.batch.messaging.TopicsConfiguration;
import io.millrace.batch.planning.PlanningConfiguration;
import io.millrace.batch.storage.CatalogConfiguration;
import io.millrace.batch.storage.SecretConfiguration;
import io.millrace.batch.storage.StorageConfiguration;
import io.millrace.batch.work.WorkConfiguration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Starts and stops the {@link BatchLoader} with the application. */
@Singleton
class BatchLoaderService {
    private final BatchLoader loader;

    @Inject
    BatchLoaderService(
            KafkaConfiguration kafka,
            InstanceConfiguration instance,
            TopicsConfiguration topics,
            StorageConfiguration storage,
            CatalogConfiguration catalog,
            SecretConfiguration secrets,
            CoordinationConfiguration coordination,
            PlanningConfiguration planning,
            LoadingConfiguration loading,
            WorkConfiguration work,
            @ConfigProperty(name = "quarkus.http.port") int httpPort,
            MeterRegistry registry) {
        loader = new BatchLoader(
                KafkaClients.of(kafka, instance, httpPort),
                new BatchLoader.Configuration(
                        topics,
                        storage,
                        catalog.settings(storage),
                        secrets.cipher(),
                        coordination,
                        planning,
                        loading,
                        work),
                registry);
    }

    void onStart(@Observes StartupEvent started) {
        loader.start();
    }

    void onStop(@Observes ShutdownEvent stopping) {
        loader.close();
    }

    @Nullable
    String waitingFor() {
        return loader.waitingFor();
    }

    @Nullable
    String failure() {
        return loader.failure();
    }
}
