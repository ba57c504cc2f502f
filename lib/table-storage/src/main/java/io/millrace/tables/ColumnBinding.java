package io.millrace.tables;

import io.millrace.columns.Vector;
import org.apache.iceberg.types.Type;
import org.apache.parquet.column.ColumnDescriptor;

/**
 * Which vector of the rows fills a column of the file.
 *
 * @param column of the Parquet file
 * @param fieldId Iceberg's, of the table's column
 * @param type of the table's column
 * @param vector the index in the rows, or {@link #NONE}: all null
 */
record ColumnBinding(ColumnDescriptor column, int fieldId, Type type, int vector) {
    static final int NONE = -1;

    boolean isFloatingPoint() {
        return vector != NONE && (type.typeId() == Type.TypeID.DOUBLE || type.typeId() == Type.TypeID.FLOAT);
    }

    boolean isRequired() {
        return column.getMaxDefinitionLevel() == 0;
    }

    /** A column that must not be null is null in a row. */
    void requireNoNulls(Vector values) {
        if (isRequired() && values.hasNulls()) {
            throw new IllegalArgumentException(
                    "Column \"" + column.getPath()[0] + "\" is null in some rows, and the table does not allow it");
        }
    }
}
