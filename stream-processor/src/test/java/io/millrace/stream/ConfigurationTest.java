package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.stream.jobs.JobsConfiguration;
import io.millrace.stream.kafka.InstanceConfiguration;
import io.millrace.stream.kafka.KafkaConfiguration;
import io.millrace.stream.kafka.TopicsConfiguration;
import io.millrace.stream.mapping.MappingConfiguration;
import io.millrace.stream.tables.CatalogConfiguration;
import io.millrace.stream.tables.StorageConfiguration;
import io.millrace.stream.tables.TableWriterConfiguration;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    @Test
    void everythingHasADefault() {
        SmallRyeConfig config = configured(Map.of());

        assertThat(config.getConfigMapping(KafkaConfiguration.class))
                .returns("localhost:9092", KafkaConfiguration::bootstrapServers)
                .returns(Map.of(), KafkaConfiguration::client);
        assertThat(config.getConfigMapping(TopicsConfiguration.class))
                .returns("millrace", TopicsConfiguration::prefix)
                .returns((short) 1, TopicsConfiguration::replicationFactor);
        assertThat(config.getConfigMapping(InstanceConfiguration.class).sessionTimeout())
                .hasSeconds(10);
        assertThat(config.getConfigMapping(MappingConfiguration.class))
                .returns(Duration.ofSeconds(1), MappingConfiguration::commitInterval)
                .returns(Duration.ofSeconds(10), MappingConfiguration::transactionTimeout);
        assertThat(config.getConfigMapping(TableWriterConfiguration.class).commitInterval())
                .hasSeconds(10);
        assertThat(config.getConfigMapping(TableWriterConfiguration.class)
                        .memoryBudget()
                        .asLongValue())
                .isEqualTo(256L << 20);
        assertThat(config.getConfigMapping(JobsConfiguration.class).idleAfter()).hasSeconds(60);
    }

    @Test
    void everyFeatureReadsItsOwnKeys() {
        SmallRyeConfig config = configured(Map.of(
                "millrace.kafka.bootstrap-servers", "broker:1",
                "millrace.kafka.client.\"security.protocol\"", "SSL",
                "millrace.topics.prefix", "other",
                "millrace.stream.commit-interval", "2s",
                "millrace.stream.instance.id", "replica-1",
                "millrace.stream.mapping.commit-interval", "3s",
                "millrace.stream.jobs.idle-after", "4s",
                "millrace.storage.bucket", "bucket",
                "millrace.catalog.user", "reader"));

        assertThat(config.getConfigMapping(KafkaConfiguration.class).bootstrapServers())
                .isEqualTo("broker:1");
        assertThat(config.getConfigMapping(KafkaConfiguration.class).client())
                .isEqualTo(Map.of("security.protocol", "SSL"));
        assertThat(config.getConfigMapping(TopicsConfiguration.class).prefix()).isEqualTo("other");
        assertThat(config.getConfigMapping(TableWriterConfiguration.class).commitInterval())
                .hasSeconds(2);
        assertThat(config.getConfigMapping(InstanceConfiguration.class).id()).contains("replica-1");
        assertThat(config.getConfigMapping(MappingConfiguration.class).commitInterval())
                .hasSeconds(3);
        assertThat(config.getConfigMapping(JobsConfiguration.class).idleAfter()).hasSeconds(4);
        assertThat(config.getConfigMapping(StorageConfiguration.class).bucket()).isEqualTo("bucket");
        assertThat(config.getConfigMapping(CatalogConfiguration.class).user()).isEqualTo("reader");
    }

    static SmallRyeConfig configured(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("java.io.tmpdir", "tmp");
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .addDefaultInterceptors()
                .withMapping(KafkaConfiguration.class)
                .withMapping(TopicsConfiguration.class)
                .withMapping(InstanceConfiguration.class)
                .withMapping(MappingConfiguration.class)
                .withMapping(TableWriterConfiguration.class)
                .withMapping(CatalogConfiguration.class)
                .withMapping(StorageConfiguration.class)
                .withMapping(JobsConfiguration.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build();
    }
}
