package io.millrace.sql.functions;

import io.millrace.columns.BytesVector;
import io.millrace.sql.text.Utf8;

/** {@code LOWER(s)}, the same in every locale. */
final class LowerCase extends TextUnary {
    LowerCase(Arguments arguments) {
        super(arguments.get(0));
    }

    @Override
    void append(byte[] data, int offset, int length, BytesVector results) {
        Utf8.appendLowerCase(data, offset, length, results);
    }
}
