package io.millrace.sql.functions;

import io.millrace.columns.BytesVector;
import io.millrace.sql.text.Utf8;

/** {@code UPPER(s)}, the same in every locale. */
final class UpperCase extends TextUnary {
    UpperCase(Arguments arguments) {
        super(arguments.get(0));
    }

    @Override
    void append(byte[] data, int offset, int length, BytesVector results) {
        Utf8.appendUpperCase(data, offset, length, results);
    }
}
