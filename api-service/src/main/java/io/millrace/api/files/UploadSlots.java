package io.millrace.api.files;

import io.millrace.api.errors.ApiException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Bounds how many uploads are on their way at once, as each holds parts of its object in memory. The rest wait in turn. */
final class UploadSlots {
    private static final int RETRY_AFTER_SECONDS = 30;

    private final Semaphore free;
    private final Duration patience;

    UploadSlots(int slots, Duration patience) {
        this.free = new Semaphore(slots, true);
        this.patience = patience;
    }

    /** @throws ApiException with 503 if no slot becomes free in time */
    <T> T inOne(Supplier<T> upload) {
        if (!isFreeInTime()) {
            throw ApiException.unavailable(
                    "Too many files are being uploaded at this moment. Send it again later.", RETRY_AFTER_SECONDS);
        }
        try {
            return upload.get();
        } finally {
            free.release();
        }
    }

    private boolean isFreeInTime() {
        try {
            return free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
