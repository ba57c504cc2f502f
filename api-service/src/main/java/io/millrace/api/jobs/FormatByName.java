package io.millrace.api.jobs;

import io.millrace.api.errors.Problems;
import io.millrace.api.files.FileFormat;
import io.millrace.model.FormatSettings;
import java.util.List;
import java.util.Optional;

/** The format of a file whose job does not say it: as the Files API knows it, with tabs in files that are named so. */
record FormatByName(String format, String delimiter) {
    private static final FormatSettings.Csv CSV = FormatSettings.Csv.DEFAULT;

    static FormatByName of(String name) {
        return of(name, FileFormat.ofName(name).dataFormat());
    }

    /** @param format if it is known otherwise */
    static FormatByName of(String name, String format) {
        boolean tabs = format.equals("csv") && FileFormat.isTabSeparated(name);
        return new FormatByName(format, tabs ? "\t" : CSV.delimiter());
    }

    /** What separates the values of files that the job says are CSV. */
    static String delimiterOf(List<String> names) {
        boolean tabs = !names.isEmpty() && names.stream().allMatch(FileFormat::isTabSeparated);
        return tabs ? "\t" : CSV.delimiter();
    }

    /** The one format of all files; newline-delimited JSON if there are none, or together with a problem. */
    static FormatSettings common(List<FormatByName> files, String target, Problems problems) {
        List<FormatByName> different = files.stream().distinct().toList();
        if (different.size() > 1) {
            problems.add(target, "The files are of different formats: " + different + ". Make a job for each.");
            return new FormatSettings.NdJson();
        }
        Optional<FormatSettings> settings = different.isEmpty()
                ? Optional.of(new FormatSettings.NdJson())
                : different.get(0).settings();
        if (settings.isEmpty()) {
            problems.add(
                    target,
                    "The files are of format \"" + different.get(0).format()
                            + "\", which is not supported yet; nd-json and csv are. If they are one of these, say so in"
                            + " \"formatSettings\".");
        }
        return settings.orElseGet(FormatSettings.NdJson::new);
    }

    private Optional<FormatSettings> settings() {
        return switch (format) {
            case "nd-json" -> Optional.of(new FormatSettings.NdJson());
            case "csv" ->
                Optional.of(
                        new FormatSettings.Csv(CSV.columns(), delimiter, CSV.listDelimiter(), CSV.skipHeaderRows()));
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return delimiter.equals(CSV.delimiter()) ? format : format + " with tabs";
    }
}
