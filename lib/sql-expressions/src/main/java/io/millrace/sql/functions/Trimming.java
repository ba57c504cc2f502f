package io.millrace.sql.functions;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.Vector;
import io.millrace.sql.evaluation.ActiveRows;
import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.text.Utf8;
import org.jspecify.annotations.Nullable;

/** {@code TRIM} and its kin: characters of a set, spaces unless told otherwise, taken off one end or both. */
final class Trimming implements Evaluator {
    private static final byte[] SPACE = {' '};

    private final Evaluator text;
    private final @Nullable Evaluator characters;
    private final boolean leading;
    private final boolean trailing;
    private final BytesVector result = new BytesVector();

    private Trimming(Arguments arguments, boolean leading, boolean trailing) {
        this.text = arguments.get(0);
        this.characters = arguments.has(1) ? arguments.get(1) : null;
        this.leading = leading;
        this.trailing = trailing;
    }

    static Evaluator left(Arguments arguments) {
        return new Trimming(arguments, true, false);
    }

    static Evaluator right(Arguments arguments) {
        return new Trimming(arguments, false, true);
    }

    static Evaluator both(Arguments arguments) {
        return new Trimming(arguments, true, true);
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        BytesVector texts = (BytesVector) text.evaluate(input, rows);
        BytesVector sets = characters == null ? null : (BytesVector) characters.evaluate(input, rows);
        result.clear();
        for (int row = 0; row < rows.count(); row++) {
            if (texts.isNull(row) || (sets != null && sets.isNull(row))) {
                result.appendNull();
            } else if (sets == null) {
                append(texts, row, SPACE, 0, SPACE.length);
            } else {
                append(texts, row, sets.data(), sets.offset(row), sets.length(row));
            }
        }
        return result;
    }

    private void append(BytesVector texts, int row, byte[] set, int setOffset, int setLength) {
        byte[] data = texts.data();
        int from = texts.offset(row);
        int to = from + texts.length(row);
        while (leading && from < to) {
            int length = Math.min(Utf8.characterLength(data[from]), to - from);
            if (!isMember(data, from, length, set, setOffset, setLength)) {
                break;
            }
            from += length;
        }
        while (trailing && from < to) {
            int start = Utf8.startOfCharacterBefore(data, from, to);
            if (!isMember(data, start, to - start, set, setOffset, setLength)) {
                break;
            }
            to = start;
        }
        result.append(data, from, to - from);
    }

    private static boolean isMember(byte[] data, int offset, int length, byte[] set, int setOffset, int setLength) {
        // UTF-8 has no character whose bytes occur inside another's, so a search for the bytes is enough.
        return Utf8.indexOf(/* data= */ set, setOffset, setOffset + setLength, /* sought= */ data, offset, length) >= 0;
    }
}
