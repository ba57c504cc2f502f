package io.millrace.localstack;

import io.millrace.localstack.process.ChildCommand;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Kafka as one node that is broker and controller. */
final class KafkaRunner implements PartRunner {
    private static final String HOST = LocalStack.HOST;
    private static final int LARGEST_MESSAGE_IN_BYTES = 16 * 1024 * 1024;

    private final StackFolders folders;
    private final StackPorts ports;
    private final String classPath;

    KafkaRunner(StackFolders folders, StackPorts ports, BuiltServers servers) {
        this.folders = folders;
        this.ports = ports;
        this.classPath = servers.classPath("kafka-server");
    }

    @Override
    public void prepare() throws IOException {
        Files.deleteIfExists(readyFile());
        Files.createDirectories(folders.data(Part.KAFKA));
        StringWriter text = new StringWriter();
        properties().store(text, null);
        PrivateFile.write(propertiesFile(), text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public ChildCommand command() {
        List<String> command = JavaRuntime.command(
                "-Xmx384m",
                "-Xms64m",
                "-XX:MaxDirectMemorySize=128m",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS",
                "-Dlog4j2.level=WARN",
                "-cp",
                classPath,
                "io.millrace.localstack.kafka.KafkaServerProcess",
                propertiesFile().toString(),
                readyFile().toString());
        return new ChildCommand(command, Map.of(), folders.log(Part.KAFKA), "TERM");
    }

    @Override
    public boolean isReady() {
        return Files.exists(readyFile());
    }

    private Properties properties() {
        Properties all = new Properties();
        all.putAll(node());
        all.putAll(smallMachine());
        all.putAll(oneCopyOfEverything());
        all.putAll(quickAfterAKill());
        return all;
    }

    private Map<String, String> node() {
        String client = HOST + ":" + ports.kafka();
        String controller = HOST + ":" + ports.kafkaController();
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                "1",
                "controller.quorum.voters",
                "1@" + controller,
                "controller.listener.names",
                "CONTROLLER",
                "listeners",
                "PLAINTEXT://" + client + ",CONTROLLER://" + controller,
                "advertised.listeners",
                "PLAINTEXT://" + client,
                "log.dirs",
                folders.data(Part.KAFKA).toString(),
                "auto.create.topics.enable",
                "false",
                "message.max.bytes",
                Integer.toString(LARGEST_MESSAGE_IN_BYTES),
                "replica.fetch.max.bytes",
                Integer.toString(LARGEST_MESSAGE_IN_BYTES));
    }

    private static Map<String, String> smallMachine() {
        return Map.of(
                "num.network.threads", "2",
                "num.io.threads", "4",
                "log.cleaner.threads", "1",
                "log.cleaner.dedupe.buffer.size", Integer.toString(16 * 1024 * 1024),
                "num.recovery.threads.per.data.dir", "2",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.num.partitions", "2");
    }

    private static Map<String, String> oneCopyOfEverything() {
        return Map.of(
                "default.replication.factor", "1",
                "min.insync.replicas", "1",
                "offsets.topic.replication.factor", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1");
    }

    /** A killed broker is let in again only when its last session has run out; members of groups likewise. */
    private static Map<String, String> quickAfterAKill() {
        return Map.of(
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000");
    }

    private Path propertiesFile() {
        return folders.run().resolve("kafka.properties");
    }

    private Path readyFile() {
        return folders.run().resolve("kafka.ready");
    }
}
