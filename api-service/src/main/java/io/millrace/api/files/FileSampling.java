package io.millrace.api.files;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.api.errors.ApiException;
import io.millrace.api.json.RequestJson;
import io.millrace.api.projects.Project;
import io.millrace.formats.InferredSchema;
import io.millrace.formats.SchemaInference;
import io.millrace.formats.UnreadableSourceException;
import io.millrace.model.Column;
import io.millrace.model.Compression;
import io.millrace.model.FormatSettings;
import io.millrace.objects.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Looks into uploaded files and proposes how a job may read them. */
@Singleton
class FileSampling {
    private final Files files;
    private final ObjectStore store;

    FileSampling(Files files, ObjectStore store) {
        this.files = files;
        this.store = store;
    }

    /** @throws ApiException with 404 if there is no such file, with 400 if it cannot be read */
    ObjectNode sample(Project project, String name) {
        StagedFile file = files.find(project, name).orElseThrow(() -> Files.unknown(name));
        FormatSettings format = ReadableFormats.of(file.dataFormat(), file.name())
                .orElseThrow(() -> ApiException.badArgument(
                        "name",
                        "The file \"" + name + "\" is of format \"" + file.dataFormat()
                                + "\", which is not supported yet; nd-json and csv are."));
        return answer(file, format, infer(file, format));
    }

    private InferredSchema infer(StagedFile file, FormatSettings format) {
        try {
            return SchemaInference.infer(
                    format,
                    store.read(file.objectKey(), 0, null),
                    Compression.ofApiName(file.compressionFormat()).orElse(null));
        } catch (UnreadableSourceException e) {
            throw ApiException.badArgument(
                    "name", "The file \"" + file.name() + "\" cannot be read: " + e.getMessage());
        } catch (IOException e) {
            throw ApiException.unavailable("The bytes of \"" + file.name() + "\" cannot be had now. Try again.", 5);
        }
    }

    /** Its parts fit into a job's body as they are. */
    private static ObjectNode answer(StagedFile file, FormatSettings format, InferredSchema schema) {
        ObjectNode answer = RequestJson.newObject().put("name", file.name());
        ObjectNode settings = answer.putObject("formatSettings").put("format", format.formatName());
        if (format instanceof FormatSettings.Csv csv
                && !csv.delimiter().equals(FormatSettings.Csv.DEFAULT.delimiter())) {
            settings.put("delimiter", csv.delimiter());
        }
        ArrayNode fields = answer.putArray("inputSchema");
        schema.inputSchema()
                .forEach(field -> fields.addObject()
                        .put("name", field.name())
                        .put("dataType", field.type().apiName()));
        ArrayNode mappings = answer.putArray("mappings");
        schema.timeExpression()
                .ifPresent(expression ->
                        mappings.addObject().put("columnName", Column.TIME).put("expression", expression));
        return answer.put("sampledRecords", schema.records()).put("unreadableRecords", schema.unreadable());
    }
}
