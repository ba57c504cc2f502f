package io.millrace.api.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.model.Field;
import io.millrace.model.FormatSettings;
import io.millrace.model.Granularity;
import io.millrace.model.JobDefinition.StreamingSettings;
import io.millrace.model.JobSource.ObjectSelection;
import io.millrace.model.JobType;
import java.util.List;
import java.util.Optional;

/**
 * A job as the client asks for it. Its shape is checked; names of tables, connections and files and the expressions are
 * not yet.
 *
 * @param body as it was sent
 * @param partitionedBy empty: the table's
 * @param clusteringColumns empty: the table's
 */
record JobRequest(
        ObjectNode body,
        JobType type,
        String tableName,
        boolean createTable,
        Source source,
        Optional<FormatSettings> format,
        List<Field> inputSchema,
        List<RequestedMapping> mappings,
        Optional<String> filterExpression,
        long maxParseExceptions,
        Optional<Granularity> partitionedBy,
        Optional<List<String>> clusteringColumns,
        Optional<StreamingSettings> streaming,
        boolean replaceRunning) {

    /** @param aggregation empty: the table decides */
    record RequestedMapping(String columnName, String expression, Optional<Boolean> aggregation) {}

    /** Where the records are said to come from. */
    sealed interface Source {
        /** The name in the API. */
        String typeName();
    }

    record UploadedFiles(List<String> names) implements Source {
        @Override
        public String typeName() {
            return "uploaded";
        }
    }

    record S3Objects(String connectionName, ObjectSelection selection) implements Source {
        @Override
        public String typeName() {
            return "s3";
        }
    }

    record Stream(String connectionName) implements Source {
        @Override
        public String typeName() {
            return "connection";
        }
    }

    record InlineData(String data) implements Source {
        @Override
        public String typeName() {
            return "inline";
        }
    }
}
