package io.millrace.api.preview;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.errors.ApiErrorCode;
import io.millrace.api.errors.ApiException;
import io.millrace.pipeline.CompiledJob;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs previews: a few at once, each for a few seconds, in threads that can be left behind by a source that hangs. */
@Singleton
class JobPreview {
    private static final int MOST_AT_ONCE = 4;
    /** A sample ends by itself well before; this is for stores and brokers that do not answer. */
    private static final int PATIENCE_SECONDS = 8;

    private final SampleSources sources;
    private final ExecutorService threads = newThreads();

    JobPreview(SampleSources sources) {
        this.sources = sources;
    }

    /** @throws ApiException if the source cannot be read, or too many previews are running */
    ObjectNode of(CompiledJob job, int maxRows) {
        Future<ObjectNode> answer;
        try {
            answer = threads.submit(() -> run(job, maxRows));
        } catch (RejectedExecutionException e) {
            throw ApiException.of(
                    ApiErrorCode.TOO_MANY_REQUESTS,
                    MOST_AT_ONCE + " previews are running already, and no more run at once. Try again in a moment.");
        }
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw ApiException.unavailable(
                    "The job's source did not answer within " + PATIENCE_SECONDS + " seconds. Try again later.", 5);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("The service is shutting down. Try again.", 5);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ApiException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("A preview failed", e.getCause());
        }
    }

    private ObjectNode run(CompiledJob job, int maxRows) {
        PreviewAnswer answer = new PreviewAnswer(maxRows);
        SampleRun run = new SampleRun(job, answer);
        try {
            sources.read(job.definition().source(), run);
        } catch (IOException e) {
            throw ApiException.badArgument("source", "The source cannot be read: " + e.getMessage());
        }
        return answer.toJson(job.definition().inputSchema(), run.finish());
    }

    private static ExecutorService newThreads() {
        AtomicInteger count = new AtomicInteger();
        return new ThreadPoolExecutor(0, MOST_AT_ONCE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "job-preview-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
