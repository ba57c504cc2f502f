package io.millrace.stream;

import io.micrometer.core.instrument.MeterRegistry;
import io.millrace.stream.jobs.JobsConfiguration;
import io.millrace.stream.kafka.InstanceConfiguration;
import io.millrace.stream.kafka.KafkaConfiguration;
import io.millrace.stream.kafka.TopicsConfiguration;
import io.millrace.stream.mapping.MappingConfiguration;
import io.millrace.stream.tables.CatalogConfiguration;
import io.millrace.stream.tables.StorageConfiguration;
import io.millrace.stream.tables.TableWriterConfiguration;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Starts and stops the engine with the process. */
@Singleton
public final class StreamService {
    private final StreamEngine engine;

    StreamService(
            KafkaConfiguration kafka,
            TopicsConfiguration topics,
            InstanceConfiguration instance,
            MappingConfiguration mapping,
            TableWriterConfiguration tableWriter,
            CatalogConfiguration catalog,
            StorageConfiguration storage,
            JobsConfiguration jobs,
            MeterRegistry registry) {
        this.engine = new StreamEngine(
                new StreamEngine.Configuration(kafka, topics, instance, mapping, tableWriter, catalog, storage, jobs),
                registry,
                Clock.systemUTC());
    }

    StreamEngine engine() {
        return engine;
    }

    void start(@Observes StartupEvent event) {
        engine.start();
    }

    void stop(@Observes ShutdownEvent event) {
        engine.close();
    }
}
