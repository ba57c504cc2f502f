package io.millrace.localstack.launcher;

import io.millrace.localstack.LocalStack;
import io.millrace.localstack.Part;
import io.millrace.localstack.StackException;
import io.millrace.localstack.StackInUseException;
import io.millrace.localstack.StackStatus;
import io.millrace.localstack.demo.ApiAddress;
import io.millrace.localstack.demo.Demo;
import io.millrace.localstack.demo.DemoException;
import io.millrace.localstack.process.ProcessIdentity;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** {@code up} and {@code demo}: runs a stack in the foreground. */
final class Up {
    private final Arguments arguments;
    private final Path directory;
    private final PrintStream out;
    private final ReadyFile ready;

    Up(Arguments arguments, PrintStream out) {
        this.arguments = arguments;
        this.directory = arguments.data().toAbsolutePath().normalize();
        this.ready = ReadyFile.in(directory);
        this.out = out;
    }

    int run() throws IOException, InterruptedException {
        StopRequest stop = StopRequest.listen();
        try {
            return runUntil(stop);
        } catch (StackException | InterruptedException e) {
            if (stop.isRequested()) {
                return Launcher.OK;
            }
            throw e;
        } finally {
            stop.finish();
        }
    }

    private int runUntil(StopRequest stop) throws IOException, InterruptedException {
        long began = System.nanoTime();
        if (StackStatus.of(directory).owner().isPresent()) {
            return joinRunning();
        }
        try (LocalStack stack = start()) {
            Guard guard = new Guard(stack, () -> ready.write(stack), out);
            try {
                ready.write(stack);
                guard.start();
                sayReady(stack, began);
                return work(stop);
            } finally {
                guard.stop();
                ready.delete();
                out.println("Stopping ...");
            }
        } catch (StackInUseException e) {
            // Somebody else was a moment faster.
            return joinRunning();
        } finally {
            if (stop.isRequested()) {
                out.println("Stopped.");
            }
        }
    }

    private LocalStack start() throws IOException {
        ready.delete();
        out.println("Starting Millrace in " + directory);
        return LocalStack.in(directory)
                .with(Part.API_SERVICE, Part.STREAM_PROCESSOR, Part.BATCH_LOADER)
                .basePort(arguments.port())
                .onProgress(line -> out.println("  " + line))
                .start();
    }

    private void sayReady(LocalStack stack, long began) {
        long bytes = stack.parts().stream()
                .mapToLong(part -> stack.process(part).residentBytes())
                .sum();
        out.println(String.format(
                Locale.ROOT,
                "Millrace is ready: %s (%.1f s, %d MB of memory). What a client needs to know is in %s",
                stack.url(Part.API_SERVICE),
                (System.nanoTime() - began) / 1e9,
                bytes / (1024 * 1024),
                ready.file()));
    }

    private int work(StopRequest stop) throws IOException, InterruptedException {
        if (arguments.command() == Command.DEMO) {
            boolean succeeded = demonstrate(ready.read().orElseThrow());
            if (arguments.exit()) {
                return succeeded ? Launcher.OK : Launcher.FAILED;
            }
        }
        out.println("Ctrl-C stops it; so does './millrace down' in another terminal.");
        while (!stop.isRequested()) {
            Thread.sleep(60_000);
        }
        return Launcher.OK;
    }

    private int joinRunning() throws IOException, InterruptedException {
        Optional<ProcessIdentity> owner = StackStatus.of(directory).owner();
        String process =
                owner.map(identity -> " (process " + identity.pid() + ")").orElse("");
        Optional<ApiAddress> api = ready.read();
        if (api.isEmpty()) {
            out.println("Millrace is starting or stopping already in " + directory + process + ".");
            return Launcher.OK;
        }
        out.println("Millrace is already running in " + directory + process + ": "
                + api.get().url());
        if (arguments.command() == Command.DEMO) {
            boolean succeeded = demonstrate(api.get());
            out.println("It was running before, so it is left running; './millrace down' stops it.");
            return succeeded ? Launcher.OK : Launcher.FAILED;
        }
        return Launcher.OK;
    }

    private boolean demonstrate(ApiAddress api) throws IOException, InterruptedException {
        try {
            Demo demo = new Demo(api, out);
            demo.run();
            if (!arguments.exit()) {
                demo.showNextSteps();
            }
            return true;
        } catch (DemoException e) {
            out.println("The demo failed. " + e.getMessage());
            return false;
        }
    }
}
