package io.millrace.systemtests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.localstack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Looks for a text in everything that a stack keeps: each row, each record, each line of a log. */
final class StackSearch {
    private static final Duration POLL = Duration.ofMillis(500);

    private final LocalStack stack;
    private final List<String> forms;

    /** The text is found as it is, in base64 and in hexadecimal digits. */
    StackSearch(LocalStack stack, String text) {
        this.stack = stack;
        byte[] bytes = text.getBytes(UTF_8);
        this.forms = List.of(
                text, Base64.getEncoder().encodeToString(bytes), HexFormat.of().formatHex(bytes));
    }

    boolean isIn(String text) {
        return forms.stream().anyMatch(text::contains);
    }

    /** The tables of both databases with a row that has the text, such as {@code millrace.jobs}. */
    TreeSet<String> tables() throws SQLException {
        TreeSet<String> found = new TreeSet<>();
        addTables(found, "millrace", stack.postgres().controlUrl());
        addTables(found, "iceberg", stack.postgres().catalogUrl());
        return found;
    }

    /** The topics, those of Kafka Streams included, with a record that has the text in its key, value or headers. */
    TreeSet<String> topics() throws InterruptedException, ExecutionException {
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
        TreeSet<String> found = new TreeSet<>();
        try (Admin admin = Admin.create(settings);
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (String topic : admin.listTopics(new ListTopicsOptions().listInternal(true))
                    .names()
                    .get()) {
                consumer.partitionsFor(topic)
                        .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition())));
            }
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (isIn(textOf(record))) {
                        found.add(record.topic());
                    }
                }
            }
        }
        return found;
    }

    /** The log files with a line that has the text. */
    TreeSet<String> logs() throws IOException {
        try (Stream<Path> files = Files.list(stack.directory().resolve("logs"))) {
            TreeSet<String> found = new TreeSet<>();
            files.filter(file -> isIn(read(file)))
                    .forEach(file -> found.add(file.getFileName().toString()));
            return found;
        }
    }

    private void addTables(TreeSet<String> found, String database, String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                url, stack.postgres().user(), stack.postgres().password())) {
            for (String table : tablesOf(connection)) {
                if (hasText(connection, table)) {
                    found.add(database + "." + table);
                }
            }
        }
    }

    private static List<String> tablesOf(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet rows = connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME"));
            }
        }
        return tables;
    }

    private boolean hasText(Connection connection, String table) throws SQLException {
        for (String form : forms) {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT count(*) FROM \"" + table + "\" AS found WHERE position(? IN found::text) > 0")) {
                query.setString(1, form);
                try (ResultSet count = query.executeQuery()) {
                    count.next();
                    if (count.getLong(1) > 0) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static String textOf(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder text = new StringBuilder(text(record.key())).append(text(record.value()));
        for (Header header : record.headers()) {
            text.append(header.key()).append(text(header.value()));
        }
        return text.toString();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, ISO_8859_1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
