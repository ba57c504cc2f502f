package io.millrace.localstack;

import io.millrace.localstack.process.ChildCommand;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One of Millrace's services: a Quarkus application, told by environment variables where the servers are. */
final class ServiceRunner implements PartRunner {
    private static final int TIMEOUT_IN_MILLIS = 2_000;

    private final Part service;
    private final StackFolders folders;
    private final String jar;
    private final URI url;
    private final Map<String, String> settings;

    ServiceRunner(Part service, StackFolders folders, URI url, Map<String, String> settings, BuiltServers servers) {
        this.service = service;
        this.folders = folders;
        this.url = url;
        this.settings = settings;
        this.jar = servers.serviceJar(service).toString();
    }

    @Override
    public void prepare() {
        // A service keeps nothing on disk.
    }

    @Override
    public ChildCommand command() {
        List<String> command = new ArrayList<>(JavaRuntime.command("--add-opens=java.base/java.nio=ALL-UNNAMED"));
        command.addAll(memory());
        command.add("-jar");
        command.add(jar);
        return new ChildCommand(command, environment(), folders.log(service), "TERM");
    }

    @Override
    public boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) url.resolve("/q/health/ready").toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_IN_MILLIS);
            connection.setReadTimeout(TIMEOUT_IN_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            // Not listening yet.
            return false;
        }
    }

    private List<String> memory() {
        return switch (service) {
            case API_SERVICE -> List.of("-Xmx512m", "-Xms64m", "-XX:MaxDirectMemorySize=128m", "-XX:+UseG1GC");
            case STREAM_PROCESSOR ->
                List.of("-Xmx512m", "-Xms64m", "-XX:MaxDirectMemorySize=128m", "-XX:+UseParallelGC");
            case BATCH_LOADER -> List.of("-Xmx640m", "-Xms64m", "-XX:MaxDirectMemorySize=256m", "-XX:+UseParallelGC");
            case KAFKA, S3, POSTGRES -> throw new IllegalArgumentException(service + " is not a service");
        };
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        settings.forEach((key, value) -> environment.put(environmentName(key), value));
        return environment;
    }

    /** The name under which an environment variable sets a configuration key. */
    static String environmentName(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
