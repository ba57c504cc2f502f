package io.millrace.formats;

import io.millrace.columns.BytesVector;
import io.millrace.columns.DoubleVector;
import io.millrace.columns.LongVector;
import io.millrace.columns.Vector;
import io.millrace.model.Field;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Copies columns to and from Arrow's memory, whole arrays at a time where it can. */
final class ArrowColumns {
    private ArrowColumns() {}

    /** An empty vector for the values of a field. */
    static FieldVector create(Field field, BufferAllocator allocator) {
        ArrowType type = switch (field.type()) {
            case LONG -> new ArrowType.Int(Long.SIZE, true);
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MILLISECOND, "UTC");
            case FLOAT, DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case STRING, JSON -> ArrowType.Utf8.INSTANCE;
            default -> ArrowType.Binary.INSTANCE;
        };
        return FieldType.nullable(type).createNewSingleVector(field.name(), allocator, null);
    }

    static void fill(FieldVector target, Vector source, int rows) {
        if (source instanceof LongVector longs) {
            buffer(fixed(target, rows), rows).asLongBuffer().put(longs.values(), 0, rows);
        } else if (source instanceof DoubleVector doubles) {
            buffer(fixed(target, rows), rows).asDoubleBuffer().put(doubles.values(), 0, rows);
        } else {
            fillBytes((BaseVariableWidthVector) target, (BytesVector) source, rows);
        }
        fillValidity(target.getValidityBuffer(), source, rows);
        target.setValueCount(rows);
    }

    private static ArrowBuf fixed(FieldVector target, int rows) {
        ((BaseFixedWidthVector) target).allocateNew(rows);
        return target.getDataBuffer();
    }

    private static ByteBuffer buffer(ArrowBuf values, int rows) {
        return values.nioBuffer(0, rows * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void fillBytes(BaseVariableWidthVector target, BytesVector source, int rows) {
        int length = rows == 0 ? 0 : source.offset(rows - 1) + source.length(rows - 1);
        target.allocateNew(length, rows);
        target.getDataBuffer().setBytes(0, source.data(), 0, length);
        ArrowBuf offsets = target.getOffsetBuffer();
        for (int row = 0; row < rows; row++) {
            offsets.setInt((long) row * Integer.BYTES, source.offset(row));
        }
        offsets.setInt((long) rows * Integer.BYTES, length);
        target.setLastSet(rows - 1);
    }

    private static void fillValidity(ArrowBuf validity, Vector source, int rows) {
        validity.setOne(0L, (long) BitVectorHelper.getValidityBufferSize(rows));
        if (source.hasNulls()) {
            for (int row = 0; row < rows; row++) {
                if (source.isNull(row)) {
                    BitVectorHelper.unsetBit(validity, row);
                }
            }
        }
    }

    static void append(FieldVector source, int rows, LongVector target) {
        if (!(source instanceof BigIntVector) && !(source instanceof TimeStampVector)) {
            throw unreadable(source, "whole numbers");
        }
        int before = target.size();
        if (before == 0) {
            target.resize(rows);
            buffer(source.getDataBuffer(), rows).asLongBuffer().get(target.values(), 0, rows);
            for (int row = 0; source.getNullCount() > 0 && row < rows; row++) {
                if (source.isNull(row)) {
                    target.setNull(row);
                }
            }
            return;
        }
        for (int row = 0; row < rows; row++) {
            if (source.isNull(row)) {
                target.appendNull();
            } else {
                target.append(source.getDataBuffer().getLong((long) row * Long.BYTES));
            }
        }
    }

    static void append(FieldVector source, int rows, DoubleVector target) {
        for (int row = 0; row < rows; row++) {
            if (source.isNull(row)) {
                target.appendNull();
            } else if (source instanceof Float8Vector doubles) {
                target.append(doubles.get(row));
            } else if (source instanceof BaseIntVector longs) {
                target.append((double) longs.getValueAsLong(row));
            } else {
                throw unreadable(source, "numbers");
            }
        }
    }

    static void append(FieldVector source, int rows, BytesVector target) {
        if (!(source instanceof BaseVariableWidthVector bytes)) {
            throw unreadable(source, "text or bytes");
        }
        byte[] data = new byte[rows == 0 ? 0 : bytes.getEndOffset(rows - 1)];
        bytes.getDataBuffer().getBytes(0, data);
        for (int row = 0; row < rows; row++) {
            if (bytes.isNull(row)) {
                target.appendNull();
            } else {
                target.append(data, bytes.getStartOffset(row), bytes.getEndOffset(row) - bytes.getStartOffset(row));
            }
        }
    }

    private static IllegalArgumentException unreadable(FieldVector source, String expected) {
        return new IllegalArgumentException("Column \"" + source.getName() + "\" holds "
                + source.getField().getType() + " where " + expected + " are expected");
    }
}
