package io.millrace.api.connections;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of connections that there are. */
public enum ConnectionType {
    PUSH_STREAMING("push_streaming"),
    S3("s3");

    /** What the contract knows and this service does not yet. */
    static final List<String> NOT_YET = List.of("kafka", "confluent", "confluent_schema_registry", "kinesis", "azure");

    private final String apiName;

    ConnectionType(String apiName) {
        this.apiName = apiName;
    }

    public String apiName() {
        return apiName;
    }

    static Optional<ConnectionType> ofApiName(String name) {
        return Arrays.stream(values()).filter(type -> type.apiName.equals(name)).findFirst();
    }
}
