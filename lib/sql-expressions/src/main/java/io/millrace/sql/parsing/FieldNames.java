package io.millrace.sql.parsing;

import io.millrace.columns.RowSchema;
import io.millrace.model.Field;
import io.millrace.sql.InvalidExpressionException;
import io.millrace.sql.tree.Node.FieldReference;
import io.millrace.sql.tree.ValueType;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;

/** Finds input fields by name. */
final class FieldNames {
    private final SourceText text;
    private final RowSchema input;

    FieldNames(SourceText text, RowSchema input) {
        this.text = text;
        this.input = input;
    }

    FieldReference find(SqlIdentifier identifier) {
        if (identifier.isStar()) {
            throw text.error(identifier, "'*' is only allowed in COUNT(*)");
        }
        String name = String.join(".", identifier.names);
        int column = identifier.isSimple() ? input.indexOf(name) : -1;
        if (column < 0) {
            throw unknown(identifier, name);
        }
        Field field = input.field(column);
        ValueType type = ValueType.of(field.type())
                .orElseThrow(() -> text.error(
                        identifier,
                        "The field \"" + name + "\" has the type "
                                + field.type().apiName() + ", which expressions cannot read yet"));
        return new FieldReference(column, name, type);
    }

    private InvalidExpressionException unknown(SqlIdentifier identifier, String name) {
        if (input.indexOf(name) >= 0) {
            return text.error(identifier, "A name with a dot needs double quotes around it: \"" + name + "\"");
        }
        List<String> known = input.fields().stream().map(Field::name).toList();
        String suggestion = Suggestions.didYouMean(name, known, "\"");
        boolean quoted = identifier.isSimple() && identifier.isComponentQuoted(0);
        String advice = suggestion;
        if (suggestion.isEmpty()) {
            advice = quoted ? ". If text is meant, write it in single quotes: '" + name + "'." : ".";
        }
        return text.error(
                identifier,
                "There is no input field \"" + name + "\"" + advice
                        + " A field must be declared in inputSchema before an expression can use it");
    }
}
