package io.millrace.stream.kafka;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;

/** Waits for answers of the broker. */
public final class KafkaCalls {
    private static final long TIMEOUT_SECONDS = 30;

    private KafkaCalls() {}

    /**
     * The answer.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker refused or could not be reached in time
     */
    public static <T> T await(KafkaFuture<T> answer) {
        return await(answer, TIMEOUT_SECONDS);
    }

    /** As {@link #await(KafkaFuture)}, with a time limit of the caller's. */
    public static <T> T await(KafkaFuture<T> answer, long timeoutSeconds) {
        try {
            return answer.get(timeoutSeconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new org.apache.kafka.common.KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new org.apache.kafka.common.errors.TimeoutException(
                    "Kafka did not answer within " + timeoutSeconds + " s", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
