package io.millrace.localstack.launcher;

import io.millrace.localstack.LocalStack;
import io.millrace.localstack.Part;
import io.millrace.localstack.StackException;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Starts parts again that end by themselves: at once the first time, ever later when that does not help. */
final class Guard {
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration GOOD_LIFE = Duration.ofSeconds(60);

    private final LocalStack stack;
    private final Note note;
    private final PrintStream out;
    private final List<Thread> watchers;

    Guard(LocalStack stack, Note note, PrintStream out) {
        this.stack = stack;
        this.note = note;
        this.out = out;
        this.watchers = stack.parts().stream().map(this::watcher).toList();
    }

    void start() {
        watchers.forEach(Thread::start);
    }

    /** Stops watching; afterwards nothing is started any more. */
    void stop() {
        watchers.forEach(Thread::interrupt);
    }

    private Thread watcher(Part part) {
        Thread thread = new Thread(() -> watch(part), "guard-" + part.label());
        thread.setDaemon(true);
        return thread;
    }

    private void watch(Part part) {
        try {
            Duration pause = Duration.ZERO;
            long startedAt = System.nanoTime();
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(POLL.toMillis());
                if (stack.isAlive(part)) {
                    continue;
                }
                if (System.nanoTime() - startedAt > GOOD_LIFE.toNanos()) {
                    pause = Duration.ZERO;
                }
                say(part.label() + " ended; its log is " + stack.log(part) + ". Starting it again"
                        + (pause.isZero() ? "" : " in " + pause.toMillis() + " ms"));
                Thread.sleep(pause.toMillis());
                pause = longer(pause);
                revive(part);
                startedAt = System.nanoTime();
            }
        } catch (InterruptedException e) {
            // The stack is stopping.
            Thread.currentThread().interrupt();
        }
    }

    private void revive(Part part) {
        try {
            stack.restart(part);
            take(note);
            say(part.label() + " runs again as process " + stack.pid(part));
        } catch (StackException | IOException e) {
            say(part.label() + " could not be started again: " + e.getMessage());
        }
    }

    private synchronized void take(Note what) throws IOException {
        what.take();
    }

    private void say(String line) {
        if (!Thread.currentThread().isInterrupted()) {
            out.println(LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + " " + line);
        }
    }

    /** Writes down that a part has another process now. */
    interface Note {
        void take() throws IOException;
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }
}
