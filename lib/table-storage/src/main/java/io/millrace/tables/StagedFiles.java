package io.millrace.tables;

import java.util.List;
import org.apache.iceberg.DataFile;

/** Files that are written and not yet visible. */
public record StagedFiles(List<DataFile> files, long rows) {
    public StagedFiles {
        files = List.copyOf(files);
    }
}
