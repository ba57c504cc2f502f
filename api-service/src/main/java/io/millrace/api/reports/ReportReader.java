package io.millrace.api.reports;

import io.millrace.api.kafka.Broker;
import io.millrace.api.startup.ServiceReady;
import io.millrace.messages.MessageJson;
import io.millrace.messages.Report;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads the loaders' reports into the database. Offsets are committed after the rows: a report may come twice. */
@Singleton
public class ReportReader {
    private static final Logger LOG = Logger.getLogger(ReportReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1000;

    private final Broker broker;
    private final ReportStore store;
    private @Nullable Thread thread;
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private volatile boolean stopping;

    public ReportReader(Broker broker, ReportStore store) {
        this.broker = broker;
        this.store = store;
    }

    void begin(@Observes ServiceReady ready) {
        Thread reader = new Thread(this::run, "report-reader");
        thread = reader;
        reader.start();
    }

    void end(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        KafkaConsumer<String, byte[]> current = consumer;
        if (current != null) {
            current.wakeup();
        }
        if (thread != null) {
            thread.join(Duration.ofSeconds(5).toMillis());
            thread.interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try (KafkaConsumer<String, byte[]> opened = open()) {
                consumer = opened;
                readUntilStopped(opened);
            } catch (WakeupException e) {
                LOG.debug("Told to stop");
            } catch (RuntimeException e) {
                LOG.warnf("Reading reports failed, trying again: %s", e.getMessage());
                LOG.debug("Reading reports failed", e);
                pause();
            }
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        KafkaConsumer<String, byte[]> opened = broker.newConsumer(
                broker.topics().prefix() + "-api-service",
                Map.of(
                        ConsumerConfig.CLIENT_ID_CONFIG, "millrace-api-reports",
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000,
                        ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000));
        opened.subscribe(List.of(broker.topics().reports()));
        return opened;
    }

    private void readUntilStopped(KafkaConsumer<String, byte[]> opened) {
        while (!stopping) {
            ConsumerRecords<String, byte[]> records = opened.poll(POLL);
            if (!records.isEmpty()) {
                store.apply(parse(records));
                opened.commitSync();
            }
        }
    }

    private static List<Report> parse(ConsumerRecords<String, byte[]> records) {
        List<Report> reports = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                if (record.value() != null) {
                    reports.add(MessageJson.read(record.value(), Report.class));
                }
            } catch (UncheckedIOException e) {
                LOG.errorf(
                        "Skipped a message that is not a report: partition %d, offset %d",
                        record.partition(), record.offset());
            }
        }
        return reports;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
