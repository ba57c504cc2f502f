package io.millrace.localstack.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who listens on a TCP port of this machine. */
public final class PortHolder {
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENING = "0A";

    private PortHolder() {}

    /** Whether a server could listen on this port of the loopback interface now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The listening process; empty if there is none or if it belongs to someone whose processes may not be looked at. */
    public static Optional<ProcessIdentity> of(int port) {
        Set<String> sockets = new HashSet<>();
        addListeningSockets(Path.of("/proc/net/tcp"), port, sockets);
        addListeningSockets(Path.of("/proc/net/tcp6"), port, sockets);
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> hasOneOf(sockets, pid))
                .findFirst()
                .flatMap(ProcessIdentity::of);
    }

    private static void addListeningSockets(Path table, int port, Set<String> sockets) {
        String portInHex = String.format(Locale.ROOT, ":%04X", port);
        try {
            Files.readAllLines(table).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns[LOCAL_ADDRESS].endsWith(portInHex))
                    .filter(columns -> LISTENING.equals(columns[STATE]))
                    .forEach(columns -> sockets.add("socket:[" + columns[INODE] + "]"));
        } catch (IOException e) {
            // A machine without IPv6 lacks the second table.
            return;
        }
    }

    private static boolean hasOneOf(Set<String> sockets, long pid) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            // Not ours to look at, or ended meanwhile.
            return false;
        }
    }
}
