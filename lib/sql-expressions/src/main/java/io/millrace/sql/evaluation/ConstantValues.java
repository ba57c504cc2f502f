package io.millrace.sql.evaluation;

import io.millrace.columns.BytesVector;
import io.millrace.columns.ColumnBatch;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.sql.tree.Node.Literal;
import io.millrace.sql.tree.ValueType;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The same value in every row. The vector is filled once and only cut or continued as batches differ in length. */
public final class ConstantValues implements Evaluator {
    private final Vector values;
    private final Appender appender;

    private ConstantValues(Vector values, Appender appender) {
        this.values = values;
        this.appender = appender;
    }

    public static ConstantValues of(Literal literal) {
        Object value = literal.value();
        if (value == null) {
            Vector nulls = emptyVector(literal.type());
            return new ConstantValues(nulls, nulls::appendNull);
        }
        if (value instanceof Long number) {
            LongVector longs = new LongVector();
            return new ConstantValues(longs, () -> longs.append(number));
        }
        if (value instanceof Double number) {
            DoubleVector doubles = new DoubleVector();
            return new ConstantValues(doubles, () -> doubles.append(number));
        }
        BytesVector texts = new BytesVector();
        byte[] text = ((String) value).getBytes(StandardCharsets.UTF_8);
        return new ConstantValues(texts, () -> texts.append(text));
    }

    /** A vector of the layout for a type. */
    public static Vector emptyVector(ValueType type) {
        return Vector.of(type.expressionType().vectorType());
    }

    /** The value of a literal of a string type in UTF-8. */
    public static byte @Nullable [] utf8(Literal literal) {
        return literal.value() instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : null;
    }

    @Override
    public Vector evaluate(ColumnBatch input, ActiveRows rows) {
        if (values.size() > rows.count()) {
            values.truncate(rows.count());
        }
        while (values.size() < rows.count()) {
            appender.append();
        }
        return values;
    }

    private interface Appender {
        void append();
    }
}
