package io.millrace.localstack;

import io.millrace.localstack.process.ChildCommand;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** S3Proxy over a directory. */
final class S3Runner implements PartRunner {
    private final StackFolders folders;
    private final S3Access access;
    private final String classPath;

    S3Runner(StackFolders folders, S3Access access, BuiltServers servers) {
        this.folders = folders;
        this.access = access;
        this.classPath = servers.classPath("s3-server");
    }

    @Override
    public void prepare() throws IOException {
        Files.deleteIfExists(readyFile());
        Properties properties = new Properties();
        properties.putAll(Map.of(
                "endpoint", access.endpoint().toString(),
                "directory", folders.data(Part.S3).toString(),
                "bucket", access.bucket(),
                "access-key", access.accessKey(),
                "secret-key", access.secretKey()));
        StringWriter text = new StringWriter();
        properties.store(text, null);
        PrivateFile.write(propertiesFile(), text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public ChildCommand command() {
        List<String> command = JavaRuntime.command(
                "-Xmx192m",
                "-Xms32m",
                "-XX:MaxDirectMemorySize=96m",
                "-XX:+UseSerialGC",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS",
                "-cp",
                classPath,
                "io.millrace.localstack.s3.S3ServerProcess",
                propertiesFile().toString(),
                readyFile().toString());
        return new ChildCommand(command, Map.of(), folders.log(Part.S3), "TERM");
    }

    @Override
    public boolean isReady() {
        return Files.exists(readyFile());
    }

    private Path propertiesFile() {
        return folders.run().resolve("s3.properties");
    }

    private Path readyFile() {
        return folders.run().resolve("s3.ready");
    }
}
