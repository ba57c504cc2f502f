package io.millrace.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    private static final Map<String, String> STORAGE = Map.of(
            "millrace.storage.endpoint", "http://s3:9000",
            "millrace.storage.bucket", "mine",
            "millrace.storage.access-key-id", "id",
            "millrace.storage.secret-access-key", "secret");

    @Test
    void whatIsNotSaidHasADefault() {
        TopicsConfiguration topics = TestConfiguration.of(TopicsConfiguration.class, Map.of());
        assertThat(topics.prefix()).isEqualTo("millrace");
        assertThat(topics.replicationFactor()).isEqualTo((short) 1);

        CoordinationConfiguration coordination = TestConfiguration.of(CoordinationConfiguration.class, Map.of());
        assertThat(coordination.commitInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(coordination.sessionTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(coordination.finishedRetention()).isEqualTo(Duration.ofDays(30));
        assertThat(coordination.stateDirectory()).isEmpty();

        PlanningConfiguration planning = TestConfiguration.of(PlanningConfiguration.class, Map.of());
        assertThat(planning.taskSize().asLongValue()).isEqualTo(128L << 20);
        assertThat(planning.taskObjects()).isEqualTo(1000);
        assertThat(planning.planSize().asLongValue()).isEqualTo(64L << 20);

        LoadingConfiguration loading = TestConfiguration.of(LoadingConfiguration.class, Map.of());
        assertThat(loading.fileSize().asLongValue()).isEqualTo(256L << 20);
        assertThat(loading.progressInterval()).isEqualTo(Duration.ofMillis(500));
        assertThat(loading.deadLetters()).isEqualTo(1000);
        assertThat(loading.deadLetterSize().asLongValue()).isEqualTo(4L << 20);

        WorkConfiguration work = TestConfiguration.of(WorkConfiguration.class, Map.of());
        assertThat(work.slots()).isPositive();
        assertThat(work.sessionTimeout()).isEqualTo(Duration.ofSeconds(8));
        assertThat(work.transactionTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(work.attempts()).isEqualTo(4);
        assertThat(work.commitAttempts()).isEqualTo(12);
        assertThat(work.retryBackoff()).isEqualTo(Duration.ofMillis(500));
        assertThat(work.memoryBytesPerTask()).isPositive();
    }

    @Test
    void whatIsSaidIsTaken() {
        TopicsConfiguration topics = TestConfiguration.of(
                TopicsConfiguration.class,
                Map.of("millrace.topics.prefix", "p", "millrace.topics.replication-factor", "3"));
        assertThat(topics.prefix()).isEqualTo("p");
        assertThat(topics.replicationFactor()).isEqualTo((short) 3);

        CoordinationConfiguration coordination = TestConfiguration.of(
                CoordinationConfiguration.class,
                Map.of(
                        "millrace.batch.coordination.commit-interval", "1s",
                        "millrace.batch.coordination.session-timeout", "20s",
                        "millrace.batch.coordination.finished-retention", "2d",
                        "millrace.batch.coordination.state-directory", "/state"));
        assertThat(coordination.commitInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(coordination.sessionTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(coordination.finishedRetention()).isEqualTo(Duration.ofDays(2));
        assertThat(coordination.stateDirectory()).contains(Path.of("/state"));

        PlanningConfiguration planning = TestConfiguration.of(
                PlanningConfiguration.class,
                Map.of(
                        "millrace.batch.planning.task-size", "8M",
                        "millrace.batch.planning.task-objects", "7",
                        "millrace.batch.planning.plan-size", "1G"));
        assertThat(planning.taskSize().asLongValue()).isEqualTo(8L << 20);
        assertThat(planning.taskObjects()).isEqualTo(7);
        assertThat(planning.planSize().asLongValue()).isEqualTo(1L << 30);

        LoadingConfiguration loading = TestConfiguration.of(
                LoadingConfiguration.class,
                Map.of(
                        "millrace.batch.loading.file-size", "1M",
                        "millrace.batch.loading.progress-interval", "2s",
                        "millrace.batch.loading.dead-letters", "3",
                        "millrace.batch.loading.dead-letter-size", "1K"));
        assertThat(loading.fileSize().asLongValue()).isEqualTo(1L << 20);
        assertThat(loading.progressInterval()).isEqualTo(Duration.ofSeconds(2));
        assertThat(loading.deadLetters()).isEqualTo(3);
        assertThat(loading.deadLetterSize().asLongValue()).isEqualTo(1024);

        WorkConfiguration work = TestConfiguration.of(
                WorkConfiguration.class,
                Map.of(
                        "millrace.batch.work.parallel-tasks", "4",
                        "millrace.batch.work.memory", "64M",
                        "millrace.batch.work.session-timeout", "30s",
                        "millrace.batch.work.transaction-timeout", "40s",
                        "millrace.batch.work.attempts", "1",
                        "millrace.batch.work.commit-attempts", "2",
                        "millrace.batch.work.retry-backoff", "3s"));
        assertThat(work.slots()).isEqualTo(4);
        assertThat(work.memoryBytesPerTask()).isEqualTo(16L << 20);
        assertThat(work.sessionTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(work.transactionTimeout()).isEqualTo(Duration.ofSeconds(40));
        assertThat(work.attempts()).isEqualTo(1);
        assertThat(work.commitAttempts()).isEqualTo(2);
        assertThat(work.retryBackoff()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void theWarehouseIsInTheOwnBucket() {
        StorageConfiguration storage = TestConfiguration.of(StorageConfiguration.class, STORAGE);
        CatalogConfiguration catalog = TestConfiguration.of(
                CatalogConfiguration.class,
                Map.of(
                        "millrace.catalog.jdbc-url", "jdbc:postgresql://pg/iceberg",
                        "millrace.catalog.user", "u",
                        "millrace.catalog.password", "p"));

        assertThat(catalog.settings(storage).warehouse()).isEqualTo("s3://mine/tables");
        assertThat(catalog.settings(storage).s3Region()).isEqualTo("us-east-1");
        assertThat(catalog.settings(storage).toString()).doesNotContain("secret");
    }

    @Test
    void withoutAKeyForSecretsTheMessageSaysHowToMakeOne() {
        SecretConfiguration secrets = TestConfiguration.of(SecretConfiguration.class, Map.of());

        assertThatThrownBy(secrets::cipher).hasMessageContaining("openssl rand -base64 32");
    }

    @Test
    void severalKeysForSecretsAreOneSetting() {
        String keys = "new:" + "B".repeat(43) + "=,test:" + "A".repeat(43) + "=";
        SecretConfiguration secrets =
                TestConfiguration.of(SecretConfiguration.class, Map.of("millrace.secrets.keys", keys));

        assertThat(secrets.cipher()).hasToString("SecretCipher[new, test]");
    }

    @Test
    void aMissingRequiredSettingIsNamed() {
        assertThatThrownBy(() -> TestConfiguration.of(KafkaConfiguration.class, Map.of()))
                .hasMessageContaining("millrace.kafka.bootstrap-servers");
    }

    @Test
    void aProcessKeepsItsNameOverRestartsUnlessItsPortChanges() {
        KafkaConfiguration kafka = TestConfiguration.of(
                KafkaConfiguration.class,
                Map.of(
                        "millrace.kafka.bootstrap-servers", "broker:9092",
                        "millrace.kafka.properties.security.protocol", "SSL"));
        InstanceConfiguration unnamed = TestConfiguration.of(InstanceConfiguration.class, Map.of());
        InstanceConfiguration named =
                TestConfiguration.of(InstanceConfiguration.class, Map.of("millrace.batch.instance.id", "loader-7"));

        KafkaClients clients = KafkaClients.of(kafka, unnamed, 8083);

        assertThat(clients.settings()).containsEntry("security.protocol", "SSL");
        assertThat(clients.instanceId())
                .endsWith("-8083")
                .isEqualTo(KafkaClients.of(kafka, unnamed, 8083).instanceId());
        assertThat(KafkaClients.of(kafka, unnamed, 0).instanceId())
                .isNotEqualTo(KafkaClients.of(kafka, unnamed, 0).instanceId());
        assertThat(KafkaClients.of(kafka, named, 8083).instanceId()).isEqualTo("loader-7");
    }
}
