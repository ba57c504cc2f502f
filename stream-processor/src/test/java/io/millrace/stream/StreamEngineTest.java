package io.millrace.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.stream.jobs.JobsConfiguration;
import io.millrace.stream.kafka.InstanceConfiguration;
import io.millrace.stream.kafka.KafkaConfiguration;
import io.millrace.stream.kafka.TopicsConfiguration;
import io.millrace.stream.mapping.MappingConfiguration;
import io.millrace.stream.tables.CatalogConfiguration;
import io.millrace.stream.tables.StorageConfiguration;
import io.millrace.stream.tables.TableWriterConfiguration;
import io.smallrye.config.SmallRyeConfig;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamEngineTest {
    @Test
    void itStartsAndWaitsWhileTheBrokersHaveNoAddress() {
        SmallRyeConfig config =
                ConfigurationTest.configured(Map.of("millrace.kafka.bootstrap-servers", "no-such-broker.invalid:9092"));
        StreamEngine.Configuration configuration = new StreamEngine.Configuration(
                config.getConfigMapping(KafkaConfiguration.class),
                config.getConfigMapping(TopicsConfiguration.class),
                config.getConfigMapping(InstanceConfiguration.class),
                config.getConfigMapping(MappingConfiguration.class),
                config.getConfigMapping(TableWriterConfiguration.class),
                config.getConfigMapping(CatalogConfiguration.class),
                config.getConfigMapping(StorageConfiguration.class),
                config.getConfigMapping(JobsConfiguration.class));

        try (StreamEngine engine = new StreamEngine(configuration, new SimpleMeterRegistry(), Clock.systemUTC())) {
            engine.start();

            assertThat(engine.reachesKafka()).isFalse();
            assertThat(engine.isCaughtUp()).isFalse();
        }
    }
}
