package io.millrace.localstack;

/** What a stack is made of: three servers, and the services that use them. */
public enum Part {
    KAFKA("kafka"),
    S3("s3"),
    POSTGRES("postgres"),
    API_SERVICE("api-service"),
    STREAM_PROCESSOR("stream-processor"),
    BATCH_LOADER("batch-loader");

    private final String label;

    Part(String label) {
        this.label = label;
    }

    /** The name in file names, logs and messages. */
    public String label() {
        return label;
    }

    /** Whether this is one of Millrace's own services, which need all three servers. */
    public boolean isService() {
        return compareTo(POSTGRES) > 0;
    }
}
