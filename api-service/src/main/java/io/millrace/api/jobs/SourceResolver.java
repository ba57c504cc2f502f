package io.millrace.api.jobs;

import io.millrace.api.connections.Connection;
import io.millrace.api.connections.ConnectionType;
import io.millrace.api.connections.Connections;
import io.millrace.api.connections.EndpointPolicy;
import io.millrace.api.connections.S3Access;
import io.millrace.api.errors.NearestName;
import io.millrace.api.errors.Problems;
import io.millrace.api.files.Files;
import io.millrace.api.files.StagedFile;
import io.millrace.api.kafka.Broker;
import io.millrace.api.projects.Project;
import io.millrace.messages.secrets.UnreadableSecretException;
import io.millrace.model.Compression;
import io.millrace.model.FormatSettings;
import io.millrace.model.JobSource;
import io.millrace.model.JobSource.ObjectSelection;
import io.millrace.model.JobSource.StagedUpload;
import io.millrace.model.S3Location;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Looks up what a job's source names: files, connections, objects of a bucket. */
@Singleton
public class SourceResolver {
    private static final FormatSettings ND_JSON = new FormatSettings.NdJson();
    private static final int MAX_HINTS = 10;

    private final Files files;
    private final Connections connections;
    private final EndpointPolicy endpoints;
    private final Broker broker;

    public SourceResolver(Files files, Connections connections, EndpointPolicy endpoints, Broker broker) {
        this.files = files;
        this.connections = connections;
        this.endpoints = endpoints;
        this.broker = broker;
    }

    /** Empty only together with a problem. */
    Optional<ResolvedSource> resolve(Project project, JobRequest request, Problems problems) {
        if (request.source() instanceof JobRequest.UploadedFiles uploaded) {
            return Optional.of(uploaded(project, request, uploaded, problems));
        }
        if (request.source() instanceof JobRequest.S3Objects objects) {
            return s3(project, request, objects, problems);
        }
        if (request.source() instanceof JobRequest.Stream stream) {
            return stream(project, request, stream, problems);
        }
        if (request.source() instanceof JobRequest.InlineData inline) {
            return Optional.of(inline(request, inline));
        }
        throw new IllegalStateException("Unknown source " + request.source());
    }

    private static ResolvedSource inline(JobRequest request, JobRequest.InlineData source) {
        return new ResolvedSource(
                new JobSource.Inline(source.data()),
                request.format().orElse(ND_JSON),
                Optional.empty(),
                List.of(),
                List.of());
    }

    private ResolvedSource uploaded(
            Project project, JobRequest request, JobRequest.UploadedFiles source, Problems problems) {
        List<StagedFile> found = new ArrayList<>();
        Map<String, String> missing = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < source.names().size(); i++) {
            String name = source.names().get(i);
            if (!seen.add(name)) {
                // Named twice, loaded once.
                continue;
            }
            String place = "source.fileList[" + i + "]";
            Optional<StagedFile> file = files.find(project, name);
            file.ifPresentOrElse(found::add, () -> missing.put(place, name));
        }
        if (!missing.isEmpty()) {
            reportMissing(missing, files.names(project), problems);
        }
        List<StagedUpload> uploads = found.stream()
                .map(file -> new StagedUpload(file.name(), file.objectKey(), file.sizeBytes(), compressionOf(file)))
                .toList();
        FormatSettings format = request.format().orElseGet(() -> formatOf(found, problems));
        return new ResolvedSource(new JobSource.Uploaded(uploads), format, Optional.empty(), found, List.of());
    }

    /** A list may name very many files that are not there: looking for what was meant is for the first ones only. */
    private static void reportMissing(Map<String, String> missing, List<String> existing, Problems problems) {
        int hints = 0;
        for (Map.Entry<String, String> place : missing.entrySet()) {
            String hint = hints++ < MAX_HINTS ? NearestName.hint(place.getValue(), existing) : "";
            problems.add(
                    place.getKey(),
                    "There is no file named \"" + place.getValue() + "\"." + hint + " Upload it first.");
        }
    }

    private static Compression compressionOf(StagedFile file) {
        return Compression.ofApiName(file.compressionFormat()).orElse(Compression.NONE);
    }

    private static FormatSettings formatOf(List<StagedFile> found, Problems problems) {
        List<FormatByName> formats = found.stream()
                .map(file -> FormatByName.of(file.name(), file.dataFormat()))
                .toList();
        return FormatByName.common(formats, "source.fileList", problems);
    }

    private Optional<ResolvedSource> s3(
            Project project, JobRequest request, JobRequest.S3Objects source, Problems problems) {
        Optional<Connection> connection = connection(project, source.connectionName(), ConnectionType.S3, problems);
        if (connection.isEmpty()) {
            return Optional.empty();
        }
        Optional<S3Location> known = location(connection.get(), problems);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        S3Location location = known.get();
        endpoints
                .objection(location.endpoint())
                .ifPresent(objection -> problems.add(
                        "source.connectionName", "The connection's endpoint " + location.endpoint() + " " + objection));
        checkWithin(location, source.selection(), problems);
        List<String> warnings = S3Access.needsRole(connection.get())
                ? List.of("The connection \"" + connection.get().name() + "\" has a role, and assuming roles is not"
                        + " supported yet: its objects are asked for anonymously. Give it secrets of type access_key.")
                : List.of();
        return Optional.of(new ResolvedSource(
                new JobSource.S3(location, source.selection()),
                request.format().orElseGet(() -> formatOf(source.selection(), problems)),
                connection,
                List.of(),
                warnings));
    }

    private static Optional<S3Location> location(Connection connection, Problems problems) {
        try {
            return Optional.of(S3Access.location(connection));
        } catch (UnreadableSecretException e) {
            problems.add("source.connectionName", String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static FormatSettings formatOf(ObjectSelection selection, Problems problems) {
        if (selection instanceof ObjectSelection.Uris uris) {
            return formatOf(uris.uris(), "source.uris", problems);
        }
        if (selection instanceof ObjectSelection.Objects objects) {
            return formatOf(objects.keys(), "source.objects", problems);
        }
        return selection instanceof ObjectSelection.Pattern pattern
                ? formatOf(List.of(pattern.glob()), "source.pattern", problems)
                : ND_JSON;
    }

    private static FormatSettings formatOf(List<String> names, String target, Problems problems) {
        return FormatByName.common(names.stream().map(FormatByName::of).toList(), target, problems);
    }

    private static void checkWithin(S3Location location, ObjectSelection selection, Problems problems) {
        if (selection instanceof ObjectSelection.Uris uris) {
            String wanted = "s3://" + location.bucket() + "/" + location.prefix();
            checkEach("uris", uris.uris(), uri -> uri.startsWith(wanted), wanted, problems);
        } else if (selection instanceof ObjectSelection.Objects objects) {
            checkEach("objects", objects.keys(), key -> key.startsWith(location.prefix()), location.prefix(), problems);
        } else if (selection instanceof ObjectSelection.Prefixes prefixes) {
            checkEach(
                    "prefixes",
                    prefixes.prefixes(),
                    prefix -> prefix.startsWith(location.prefix())
                            || location.prefix().startsWith(prefix),
                    location.prefix(),
                    problems);
        }
    }

    private static void checkEach(
            String selector, List<String> values, Predicate<String> within, String wanted, Problems problems) {
        for (int i = 0; i < values.size(); i++) {
            if (!within.test(values.get(i))) {
                problems.add(
                        "source." + selector + "[" + i + "]",
                        "\"" + values.get(i) + "\" is outside the connection, whose objects begin with \"" + wanted
                                + "\".");
            }
        }
    }

    private Optional<ResolvedSource> stream(
            Project project, JobRequest request, JobRequest.Stream source, Problems problems) {
        Optional<Connection> connection =
                connection(project, source.connectionName(), ConnectionType.PUSH_STREAMING, problems);
        return connection.map(found -> {
            String id = found.id().toString();
            String topic = broker.topics().events(project.id().toString(), id);
            return new ResolvedSource(
                    new JobSource.PushTopic(id, topic),
                    request.format().orElse(ND_JSON),
                    connection,
                    List.of(),
                    List.of());
        });
    }

    private Optional<Connection> connection(Project project, String name, ConnectionType wanted, Problems problems) {
        Optional<Connection> connection = connections.find(project, name);
        if (connection.isEmpty()) {
            problems.add(
                    "source.connectionName",
                    "There is no connection named \"" + name + "\"."
                            + NearestName.hint(name, connections.names(project)) + " Make it first.");
        } else if (connection.get().type() != wanted) {
            problems.add(
                    "source.connectionName",
                    "The connection \"" + name + "\" is of type "
                            + connection.get().type().apiName() + "; this source needs one of type "
                            + wanted.apiName() + ".");
            return Optional.empty();
        }
        return connection;
    }
}
