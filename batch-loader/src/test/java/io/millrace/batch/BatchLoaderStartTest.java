package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.batch.coordination.CoordinationConfiguration;
import io.millrace.batch.loading.LoadingConfiguration;
import io.millrace.batch.messaging.KafkaClients;
import io.millrace.batch.messaging.TopicsConfiguration;
import io.millrace.batch.planning.PlanningConfiguration;
import io.millrace.batch.storage.StorageConfiguration;
import io.millrace.batch.work.WorkConfiguration;
import io.millrace.tables.CatalogSettings;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BatchLoaderStartTest {
    private static final Map<String, String> STORAGE = Map.of(
            "millrace.storage.endpoint", "http://none:1",
            "millrace.storage.bucket", "mine",
            "millrace.storage.access-key-id", "id",
            "millrace.storage.secret-access-key", "secret");

    @Test
    void aBrokerWhoseNameDoesNotResolveYetIsWaitedFor() {
        try (BatchLoader loader = loader()) {
            loader.start();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(loader.waitingFor()).contains("kafka.invalid:9092 cannot be used"));
            Awaitility.await()
                    .during(Duration.ofMillis(1500))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> loader.failure() == null);
        }
    }

    private static BatchLoader loader() {
        return new BatchLoader(
                new KafkaClients("kafka.invalid:9092", Map.of(), "test"),
                new BatchLoader.Configuration(
                        TestConfiguration.of(TopicsConfiguration.class, Map.of()),
                        TestConfiguration.of(StorageConfiguration.class, STORAGE),
                        new CatalogSettings(
                                "jdbc:postgresql://none:1/iceberg", "u", "p", "s3://mine/tables", "", "", "", ""),
                        TestConfiguration.CIPHER,
                        TestConfiguration.of(CoordinationConfiguration.class, Map.of()),
                        TestConfiguration.of(PlanningConfiguration.class, Map.of()),
                        TestConfiguration.of(LoadingConfiguration.class, Map.of()),
                        TestConfiguration.of(WorkConfiguration.class, Map.of())),
                new SimpleMeterRegistry());
    }
}
