package io.millrace.sql.operators;

import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.tree.ValueType;

/** Finds the evaluator for CAST from one type to another. */
public final class Conversions {
    private Conversions() {}

    /** Whether there is a conversion at all. */
    public static boolean exists(ValueType from, ValueType to) {
        if (from == to || from == ValueType.NULL) {
            return true;
        }
        if (from == ValueType.JSON || to == ValueType.JSON) {
            return false;
        }
        return !(from == ValueType.BOOLEAN && to.isTime()) && !(from.isTime() && to == ValueType.BOOLEAN);
    }

    /** An evaluator of the operand as another type, to which there must be a conversion. */
    public static Evaluator of(Evaluator operand, ValueType from, ValueType to) {
        if (from == to) {
            return operand;
        }
        return switch (to) {
            case STRING -> toText(operand, from);
            case LONG -> toLong(operand, from);
            case DOUBLE, FLOAT -> toDouble(operand, from);
            case BOOLEAN ->
                from == ValueType.STRING
                        ? new FromText.ToBoolean(operand)
                        : new BetweenNumbers.ToBoolean(toLong(operand, from));
            case TIMESTAMP -> from == ValueType.STRING ? new FromText.ToTimestamp(operand) : toLong(operand, from);
            case DATE -> new BetweenNumbers.ToDate(of(operand, from, ValueType.TIMESTAMP));
            case NULL, JSON -> throw new IllegalArgumentException("No conversion from " + from + " to " + to);
        };
    }

    private static Evaluator toText(Evaluator operand, ValueType from) {
        return switch (from) {
            case BOOLEAN -> new ToText.OfBooleans(operand);
            case TIMESTAMP -> new ToText.OfTimes(operand, true);
            case DATE -> new ToText.OfTimes(operand, false);
            case DOUBLE, FLOAT -> new ToText.OfDoubles(operand);
            default -> new ToText.OfLongs(operand);
        };
    }

    private static Evaluator toLong(Evaluator operand, ValueType from) {
        if (from == ValueType.STRING) {
            return new FromText.ToLong(operand);
        }
        return from.isFractional() ? new BetweenNumbers.ToLong(operand) : operand;
    }

    private static Evaluator toDouble(Evaluator operand, ValueType from) {
        if (from == ValueType.STRING) {
            return new FromText.ToDouble(operand);
        }
        return from.isFractional() ? operand : new BetweenNumbers.ToDouble(operand);
    }
}
