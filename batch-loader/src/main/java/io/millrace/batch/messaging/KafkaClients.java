package io.millrace.batch.messaging;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * What every Kafka client of this process begins with.
 *
 * @param instanceId names this process, also after a restart
 */
public record KafkaClients(String bootstrapServers, Map<String, String> properties, String instanceId) {
    public KafkaClients {
        properties = Map.copyOf(properties);
    }

    public static KafkaClients of(KafkaConfiguration kafka, InstanceConfiguration instance, int httpPort) {
        return new KafkaClients(
                kafka.bootstrapServers(), kafka.properties(), instance.id().orElseGet(() -> defaultId(httpPort)));
    }

    /** Settings for one client, to be added to. */
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }

    private static String defaultId(int httpPort) {
        // A port chosen by the system is another one after the restart, and two processes may both ask for it.
        String port = httpPort == 0 ? UUID.randomUUID().toString() : Integer.toString(httpPort);
        try {
            return InetAddress.getLocalHost().getHostName() + "-" + port;
        } catch (UnknownHostException e) {
            return "localhost-" + port;
        }
    }
}
