package io.millrace.api.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UploadSlotsTest {
    private final UploadSlots slots = new UploadSlots(1, Duration.ofMillis(20));

    @Test
    void anUploadThatFindsNoSlotInTimeIsToComeBack() {
        ApiException refusal =
                slots.inOne(() -> catchThrowableOfType(ApiException.class, () -> slots.inOne(() -> "stored")));

        assertThat(refusal.code()).isEqualTo(ApiErrorCode.SERVICE_UNAVAILABLE);
        assertThat(refusal.retryAfterSeconds()).isPositive();
    }

    @Test
    void aSlotIsFreeAgainAfterAFailure() {
        assertThatThrownBy(() -> slots.inOne(() -> {
                    throw new IllegalStateException("broken off");
                }))
                .hasMessage("broken off");

        assertThat(slots.inOne(() -> "stored")).isEqualTo("stored");
    }
}
