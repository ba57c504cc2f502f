package io.millrace.api.files;

import io.millrace.model.FormatSettings;
import java.util.Locale;
import java.util.Optional;

/** How files are read whose format is known by its name only. */
public final class ReadableFormats {
    private ReadableFormats() {}

    /**
     * Empty if files of this format cannot be read yet.
     *
     * @param dataFormat as the Files API has it
     * @param fileName tells tabs from commas
     */
    public static Optional<FormatSettings> of(String dataFormat, String fileName) {
        FormatSettings.Csv csv = FormatSettings.Csv.DEFAULT;
        return switch (dataFormat) {
            case "nd-json" -> Optional.of(new FormatSettings.NdJson());
            case "csv" ->
                Optional.of(
                        fileName.toLowerCase(Locale.ROOT).contains(".tsv")
                                ? new FormatSettings.Csv(csv.columns(), "\t", csv.listDelimiter(), csv.skipHeaderRows())
                                : csv);
            default -> Optional.empty();
        };
    }
}
