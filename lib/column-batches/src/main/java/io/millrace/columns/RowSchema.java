package io.millrace.columns;

import io.millrace.model.DataType;
import io.millrace.model.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names and types of a batch's columns, in order. Names are unique and case-sensitive. */
public final class RowSchema {
    private final List<Field> fields;
    private final Map<String, Integer> indexes = new HashMap<>();

    public RowSchema(List<Field> fields) {
        this.fields = List.copyOf(fields);
        for (int i = 0; i < this.fields.size(); i++) {
            String name = this.fields.get(i).name();
            if (indexes.put(name, i) != null) {
                throw new IllegalArgumentException("Two fields are named \"" + name + "\"");
            }
        }
    }

    public List<Field> fields() {
        return fields;
    }

    public int size() {
        return fields.size();
    }

    public Field field(int index) {
        return fields.get(index);
    }

    public DataType type(int index) {
        return fields.get(index).type();
    }

    /** The index of a name, or -1. */
    public int indexOf(String name) {
        return indexes.getOrDefault(name, -1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowSchema that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
