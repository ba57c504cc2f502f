package io.millrace.localstack.launcher;

import java.util.concurrent.CountDownLatch;

/**
 * Turns Ctrl-C and SIGTERM into an interruption of the thread that made this, and holds the end of the process back until
 * that thread has stopped the stack in order.
 */
final class StopRequest {
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;

    private StopRequest() {}

    static StopRequest listen() {
        StopRequest request = new StopRequest();
        Runtime.getRuntime().addShutdownHook(new Thread(request::stopAndWait, "stop"));
        return request;
    }

    boolean isRequested() {
        return requested;
    }

    /** To be called when nothing is left to stop. */
    void finish() {
        finished.countDown();
    }

    private void stopAndWait() {
        if (finished.getCount() == 0) {
            return;
        }
        requested = true;
        worker.interrupt();
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Stopping on request is no failure, so this is not the exit code of a process ended by a signal.
        Runtime.getRuntime().halt(Launcher.OK);
    }
}
