package io.millrace.localstack.process;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Ends the children when this process dies without ending them itself, {@code kill -9} included. A small shell waits
 * for the end of its input, which the system closes with this process, and then signals every child it was told of.
 */
public final class Leash implements AutoCloseable {
    private static final String SCRIPT = """
            trap '' HUP INT TERM
            while read -r signal pid started; do set -- "$@" "$signal:$pid:$started"; done
            lives() { [ "$(cut -d' ' -f22 "/proc/$1/stat" 2>/dev/null)" = "$2" ]; }
            each() {
              some=no; last=$1; shift
              for child; do
                signal=${child%%:*}; rest=${child#*:}; pid=${rest%%:*}; started=${rest#*:}
                if lives "$pid" "$started"; then
                  some=yes
                  case $last in ask) kill "-$signal" "$pid";; end) kill -KILL "$pid";; esac
                fi
              done
            }
            each ask "$@"
            tries=0
            while [ $some = yes ] && [ $tries -lt 15 ]; do sleep 1; tries=$((tries + 1)); each look "$@"; done
            each end "$@"
            """;

    private final Process shell;
    private final BufferedWriter input;

    public Leash() throws IOException {
        shell = new ProcessBuilder(OwnSession.command(List.of("sh", "-c", SCRIPT)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        input = shell.outputWriter(StandardCharsets.UTF_8);
    }

    /** Adds a child to those that end with this process. */
    public synchronized void hold(ChildProcess child) throws IOException {
        ProcessIdentity identity = child.identity();
        input.write(child.stopSignal() + " " + identity.pid() + " " + identity.startTicks() + "\n");
        input.flush();
    }

    /** Ends whatever is still held, and the watching. */
    @Override
    public synchronized void close() {
        try {
            input.close();
        } catch (IOException e) {
            shell.destroyForcibly();
        }
    }
}
