package io.millrace.localstack;

/** Where the Kafka broker of a stack answers. */
public record KafkaAccess(String bootstrapServers) {}
