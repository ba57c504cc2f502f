package io.millrace.api.kafka;

/** The broker did not do what it was asked, or not in time. */
public final class BrokerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BrokerUnavailableException(Exception cause) {
        super("Kafka is not available: " + (cause.getCause() == null ? cause : cause.getCause()), cause);
    }
}
