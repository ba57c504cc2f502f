package io.millrace.api.files;

import io.millrace.api.errors.ApiException;
import io.millrace.model.Compression;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a file holds: said by the client, else told by its name, else by its content type, else newline-delimited JSON. */
public record FileFormat(String dataFormat, Compression compression) {
    private static final List<String> DATA_FORMATS = List.of(
            "avro_ocf", "avro_stream", "csv", "kafka", "kinesis", "nd-json", "orc", "parquet", "protobuf", "regex");

    private static final Map<String, String> DATA_EXTENSIONS = Map.ofEntries(
            Map.entry("json", "nd-json"),
            Map.entry("jsonl", "nd-json"),
            Map.entry("ndjson", "nd-json"),
            Map.entry("csv", "csv"),
            Map.entry("tsv", "csv"),
            Map.entry("txt", "csv"),
            Map.entry("parquet", "parquet"),
            Map.entry("orc", "orc"),
            Map.entry("avro", "avro_ocf"));

    private static final Map<String, Compression> COMPRESSION_EXTENSIONS = Map.of(
            "gz", Compression.GZIP,
            "bz2", Compression.BZIP2,
            "xz", Compression.XZ,
            "zst", Compression.ZSTD,
            "zstd", Compression.ZSTD,
            "sz", Compression.SNAPPY);

    private static final Map<String, String> DATA_CONTENT_TYPES = Map.of(
            "application/json", "nd-json",
            "application/jsonl", "nd-json",
            "application/x-ndjson", "nd-json",
            "text/csv", "csv",
            "text/tab-separated-values", "csv",
            "application/vnd.apache.parquet", "parquet",
            "application/vnd.apache.avro", "avro_ocf",
            "application/avro", "avro_ocf");

    private static final Map<String, Compression> COMPRESSION_CONTENT_TYPES = Map.of(
            "application/gzip", Compression.GZIP,
            "application/x-gzip", Compression.GZIP,
            "application/x-bzip2", Compression.BZIP2,
            "application/x-xz", Compression.XZ,
            "application/zstd", Compression.ZSTD);

    /** What a name alone tells, of an uploaded file or of any other object. */
    public static FileFormat ofName(String fileName) {
        return told(fileName, "");
    }

    /** Whether a name says that the file's values are separated by tabs. */
    public static boolean isTabSeparated(String fileName) {
        return extension(withoutCompression(fileName)).equals("tsv");
    }

    /** @throws ApiException if the client says something that is not known */
    static FileFormat of(
            String fileName,
            @Nullable String contentType,
            @Nullable String saidDataFormat,
            @Nullable String saidCompression) {
        FileFormat told = told(fileName, mediaTypeOf(contentType));
        return new FileFormat(
                dataFormat(saidDataFormat).orElse(told.dataFormat()),
                compression(saidCompression).orElse(told.compression()));
    }

    static void check(@Nullable String saidDataFormat, @Nullable String saidCompression) {
        dataFormat(saidDataFormat);
        compression(saidCompression);
    }

    private static FileFormat told(String fileName, String mediaType) {
        Compression compression = COMPRESSION_EXTENSIONS.get(extension(fileName));
        String inner = withoutCompression(fileName);
        String dataFormat = DATA_EXTENSIONS.get(extension(inner));
        if (dataFormat == null) {
            dataFormat = DATA_CONTENT_TYPES.getOrDefault(mediaType, "nd-json");
        }
        if (compression == null) {
            // A name with a data extension and none for compression says that there is none.
            compression = DATA_EXTENSIONS.containsKey(extension(inner))
                    ? Compression.NONE
                    : COMPRESSION_CONTENT_TYPES.getOrDefault(mediaType, Compression.NONE);
        }
        return new FileFormat(dataFormat, compression);
    }

    private static String withoutCompression(String fileName) {
        boolean compressed = COMPRESSION_EXTENSIONS.containsKey(extension(fileName));
        return compressed ? fileName.substring(0, Math.max(0, fileName.lastIndexOf('.'))) : fileName;
    }

    private static String extension(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    private static String mediaTypeOf(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int semicolon = contentType.indexOf(';');
        String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> dataFormat(@Nullable String said) {
        if (said == null || said.isEmpty()) {
            return Optional.empty();
        }
        if (!DATA_FORMATS.contains(said)) {
            throw ApiException.badArgument(
                    "dataFormat",
                    "dataFormat is \"" + said + "\"; it must be one of " + String.join(", ", DATA_FORMATS) + ".");
        }
        return Optional.of(said);
    }

    private static Optional<Compression> compression(@Nullable String said) {
        if (said == null || said.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Compression.ofApiName(said)
                .orElseThrow(() -> ApiException.badArgument(
                        "compressionFormat",
                        "compressionFormat is \"" + said + "\"; it must be one of none, bz2, gz, sz, xz, zstd.")));
    }
}
