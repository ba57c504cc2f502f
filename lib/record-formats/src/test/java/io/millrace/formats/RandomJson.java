package io.millrace.formats;

import java.util.List;
import java.util.Random;

/** Writes random JSON, well-formed but odd. */
final class RandomJson {
    static final List<String> NAMES =
            List.of("s", "l", "d", "j", "", "S", "field_of_more_than_16_bytes", "ключ", "x\\u0031", "t\\\"t");

    private static final String[] STRINGS = {
        "",
        "a",
        "plain text",
        "12",
        " -3.5e2 ",
        "7.",
        "1e",
        "ä€😀",
        "\\u00e4",
        "\\ud83d\\ude00",
        "\\ud83d",
        "\\udc00x",
        "\\\"\\\\\\/\\b\\f\\n\\r\\t",
        "{[,]}:",
        "long enough to take more than one word of eight bytes",
        "\\u0000",
        "\u007f"
    };
    private static final String DAMAGE = "{}[]\",:\\0-.eu \u0001tn";
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "7",
        "-12",
        "1.5",
        "-0.001",
        "1e5",
        "1E-5",
        "2.5e+3",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "1e400",
        "-1e400",
        "1e-400",
        "0.1",
        "123456789.987654321",
        "1234567890123456789012345678901234567890",
        "0.00000000000000000000000000012345",
        "0e99",
        "922337203685477580.7e1"
    };

    private final Random random;

    RandomJson(Random random) {
        this.random = random;
    }

    String object() {
        StringBuilder text = new StringBuilder();
        space(text);
        object(text, 3);
        space(text);
        return text.toString();
    }

    private void object(StringBuilder text, int depth) {
        text.append('{');
        int fields = random.nextInt(6);
        for (int i = 0; i < fields; i++) {
            text.append(i == 0 ? "" : ",");
            space(text);
            text.append('"').append(NAMES.get(random.nextInt(NAMES.size()))).append('"');
            space(text);
            text.append(':');
            value(text, depth - 1);
        }
        space(text);
        text.append('}');
    }

    private void value(StringBuilder text, int depth) {
        space(text);
        switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0, 1, 2 -> string(text);
            case 3, 4 -> number(text);
            case 5 -> text.append(random.nextBoolean());
            case 6 -> text.append("null");
            case 7 -> array(text, depth);
            default -> object(text, depth);
        }
        space(text);
    }

    private void array(StringBuilder text, int depth) {
        text.append('[');
        int elements = random.nextInt(4);
        for (int i = 0; i < elements; i++) {
            text.append(i == 0 ? "" : ",");
            value(text, depth - 1);
        }
        space(text);
        text.append(']');
    }

    private void string(StringBuilder text) {
        text.append('"');
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(STRINGS[random.nextInt(STRINGS.length)]);
        }
        text.append('"');
    }

    private void number(StringBuilder text) {
        if (random.nextInt(3) > 0) {
            text.append(NUMBERS[random.nextInt(NUMBERS.length)]);
            return;
        }
        double value = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
        text.append(random.nextBoolean() ? String.valueOf(value) : String.valueOf((long) value));
    }

    private void space(StringBuilder text) {
        if (random.nextInt(8) == 0) {
            text.append(" \t\r".charAt(random.nextInt(3)));
        }
    }

    /** Changes a few bytes, but makes no line break. */
    byte[] corrupt(byte[] line) {
        byte[] bytes = line.clone();
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
            bytes = corruptOnce(bytes, random.nextInt(bytes.length));
        }
        return bytes;
    }

    private byte[] corruptOnce(byte[] bytes, int at) {
        int kind = random.nextInt(3);
        byte[] result = new byte[bytes.length + kind - 1];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(
                bytes,
                Math.min(bytes.length, at + (kind == 2 ? 0 : 1)),
                result,
                at + (kind == 0 ? 0 : 1),
                bytes.length - at - (kind == 2 ? 0 : 1));
        if (kind > 0) {
            byte replacement = random.nextBoolean()
                    ? (byte) DAMAGE.charAt(random.nextInt(DAMAGE.length()))
                    : (byte) random.nextInt();
            result[at] = replacement == '\n' ? (byte) ' ' : replacement;
        }
        return result;
    }
}
