package io.millrace.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** How the bytes of a source turn into records (Polaris contract, section 8). One record for each format. */
public sealed interface FormatSettings {
    /** The name in the API. */
    String formatName();

    /** One JSON object a line; in batch also a file that is one top-level array. */
    record NdJson() implements FormatSettings {
        @Override
        public String formatName() {
            return "nd-json";
        }
    }

    /**
     * Delimited text.
     *
     * @param columns the column names; empty: the row after the skipped ones is the header
     * @param delimiter any non-empty string
     * @param listDelimiter separates the values of a multi-value field
     * @param skipHeaderRows rows before the header or, with {@code columns}, before the data
     */
    record Csv(List<String> columns, String delimiter, String listDelimiter, int skipHeaderRows)
            implements FormatSettings {
        public static final Csv DEFAULT = new Csv(List.of(), ",", "\u0001", 0);

        public Csv {
            columns = List.copyOf(columns);
            requireNonNull(delimiter);
            requireNonNull(listDelimiter);
            if (delimiter.isEmpty() || skipHeaderRows < 0) {
                throw new IllegalArgumentException("delimiter must not be empty, skipHeaderRows not negative");
            }
        }

        @Override
        public String formatName() {
            return "csv";
        }
    }
}
