package io.millrace.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.millrace.columns.RowSchema;
import io.millrace.model.DataType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a line should become, worked out with Jackson and without any regard for speed. */
final class JacksonReference {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern STRING_OR_SPACE = Pattern.compile("(\"(?:\\\\.|[^\"\\\\])*\")|[ \\t\\r\\n]+");
    private static final JsonFactory JACKSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    record Row(List<@Nullable Object> values, boolean warning) {}

    private final RowSchema schema;
    private final @Nullable Object[] values;
    private final boolean[] warnings;

    private JacksonReference(RowSchema schema) {
        this.schema = schema;
        this.values = new Object[schema.size()];
        this.warnings = new boolean[schema.size()];
    }

    /** The row, or null if the line is to be rejected. */
    static @Nullable Row read(byte[] line, RowSchema schema) {
        JacksonReference reference = new JacksonReference(schema);
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            return reference.read(text) ? reference.row() : null;
        } catch (IOException e) {
            return null;
        }
    }

    private Row row() {
        boolean warning = false;
        for (boolean one : warnings) {
            warning |= one;
        }
        return new Row(Arrays.asList(values.clone()), warning);
    }

    private boolean read(String text) throws IOException {
        try (JsonParser parser = JACKSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                int column = schema.indexOf(wellFormed(parser.currentName()));
                JsonToken token = parser.nextToken();
                int start = (int) parser.currentTokenLocation().getCharOffset();
                String value = finish(parser, token);
                int end = (int) parser.currentLocation().getCharOffset();
                if (column >= 0) {
                    warnings[column] = false;
                    values[column] = convert(token, value, text.substring(start, end), column);
                }
            }
            return parser.nextToken() == null;
        }
    }

    private static String finish(JsonParser parser, JsonToken token) throws IOException {
        String text = parser.getText();
        if (token.isStructStart()) {
            int depth = 1;
            while (depth > 0) {
                JsonToken next = parser.nextToken();
                depth += next.isStructStart() ? 1 : next.isStructEnd() ? -1 : 0;
                parser.getText();
            }
        }
        return text;
    }

    private @Nullable Object convert(JsonToken token, String text, String raw, int column) {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        // Jackson may stand behind the number already.
        String source = token.isNumeric() ? text : compact(raw);
        Object value = switch (schema.type(column)) {
            case STRING -> token == JsonToken.VALUE_STRING ? wellFormed(text) : source;
            case JSON -> token == JsonToken.VALUE_STRING ? raw : source;
            case LONG -> token.isBoolean() ? (Object) (token == JsonToken.VALUE_TRUE ? 1L : 0L) : whole(token, text);
            default -> token.isNumeric() || token == JsonToken.VALUE_STRING ? real(text) : null;
        };
        warnings[column] = value == null;
        return value;
    }

    private static String compact(String json) {
        return STRING_OR_SPACE
                .matcher(json)
                .replaceAll(match -> match.group(1) == null ? "" : Matcher.quoteReplacement(match.group(1)));
    }

    private static @Nullable Long whole(JsonToken token, String text) {
        String number = spacesOff(text);
        if (token.isStructStart() || !NUMBER.matcher(number).matches()) {
            return null;
        }
        String[] parts = number.split("[eE]", -1);
        // Far beyond a long already; BigDecimal would work for ages, or refuse.
        int power = parts.length == 1
                ? 0
                : new BigInteger(parts[1])
                        .max(BigInteger.valueOf(-10_000))
                        .min(BigInteger.valueOf(10_000))
                        .intValue();
        BigInteger whole = new BigDecimal(parts[0]).scaleByPowerOfTen(power).toBigInteger();
        return whole.bitLength() < Long.SIZE ? (Long) whole.longValue() : null;
    }

    private static @Nullable Double real(String text) {
        String number = spacesOff(text);
        if (!NUMBER.matcher(number).matches()) {
            return null;
        }
        double value = Double.parseDouble(number);
        return Double.isInfinite(value) ? null : value;
    }

    private static String spacesOff(String text) {
        return text.replaceAll("^ +| +$", "");
    }

    /** Half surrogate pairs replaced. */
    private static String wellFormed(String text) {
        StringBuilder result = new StringBuilder();
        text.codePoints()
                .forEach(codePoint ->
                        result.appendCodePoint(codePoint >= 0xd800 && codePoint <= 0xdfff ? 0xfffd : codePoint));
        return result.toString();
    }

    static RowSchema schema() {
        return Records.schema(
                "s",
                DataType.STRING,
                "l",
                DataType.LONG,
                "d",
                DataType.DOUBLE,
                "j",
                DataType.JSON,
                "",
                DataType.STRING,
                "field_of_more_than_16_bytes",
                DataType.LONG,
                "ключ",
                DataType.STRING,
                "x1",
                DataType.STRING);
    }
}
