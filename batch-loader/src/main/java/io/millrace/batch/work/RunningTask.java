package io.millrace.batch.work;

import io.millrace.batch.task.StopSignal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/** A task between its arrival and the transaction that tells its result; stopped by us, or because its job has ended. */
final class RunningTask implements StopSignal {
    private final TopicPartition partition;
    private final long offset;
    private final BooleanSupplier jobEnded;
    private final CountDownLatch stopped = new CountDownLatch(1);

    RunningTask(TopicPartition partition, long offset, BooleanSupplier jobEnded) {
        this.partition = partition;
        this.offset = offset;
        this.jobEnded = jobEnded;
    }

    TopicPartition partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isStopped() {
        return stopped.getCount() == 0 || jobEnded.getAsBoolean();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        while (!isStopped() && System.nanoTime() - end < 0) {
            long rest = Math.min(end - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(100));
            if (stopped.await(Math.max(0, rest), TimeUnit.NANOSECONDS)) {
                return;
            }
        }
    }
}
