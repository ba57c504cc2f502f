package io.millrace.sql.functions;

import static io.millrace.sql.functions.Parameter.anyText;
import static io.millrace.sql.functions.Parameter.constant;
import static io.millrace.sql.functions.Parameter.constantTime;
import static io.millrace.sql.functions.Parameter.doubles;
import static io.millrace.sql.functions.Parameter.longs;
import static io.millrace.sql.functions.Parameter.text;
import static io.millrace.sql.functions.Parameter.textOnly;
import static io.millrace.sql.functions.Parameter.time;
import static io.millrace.sql.tree.ValueType.BOOLEAN;
import static io.millrace.sql.tree.ValueType.DOUBLE;
import static io.millrace.sql.tree.ValueType.LONG;
import static io.millrace.sql.tree.ValueType.STRING;
import static io.millrace.sql.tree.ValueType.TIMESTAMP;

import io.millrace.sql.evaluation.Evaluator;
import io.millrace.sql.time.CalendarUnit;
import io.millrace.sql.time.IsoPeriod;
import io.millrace.sql.time.TimeInterval;
import io.millrace.sql.time.TimePart;
import io.millrace.sql.time.TimePattern;
import io.millrace.sql.time.TimeZoneOffsets;
import io.millrace.sql.tree.ValueType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * All functions and arithmetic operators: the name, the ways to call it, and the class that computes it. A new function
 * is one class and one entry here. What cannot be written as a call has a name with a space or a sign in it.
 */
public final class FunctionCatalog {
    public static final String ADD = "+";
    public static final String SUBTRACT = "-";
    public static final String MULTIPLY = "*";
    public static final String DIVIDE = "/";
    public static final String REMAINDER = "%";
    public static final String NEGATE = "unary -";
    public static final String CONCATENATE = "||";
    public static final String LIKE = "LIKE pattern";
    public static final String FLOOR_TO = "FLOOR TO";
    public static final String EXTRACT_FROM = "EXTRACT FROM";

    private static final Parameter ZONE = constant(TimeZoneOffsets::of).orNothing();

    private static final Map<String, FunctionDefinition> FUNCTIONS = index(
            function(ADD, onLongs(LONG, Addition::ofLongs, 2), onDoubles(Addition::ofDoubles, 2)),
            function(SUBTRACT, onLongs(LONG, Subtraction::ofLongs, 2), onDoubles(Subtraction::ofDoubles, 2)),
            function(MULTIPLY, onLongs(LONG, Multiplication::ofLongs, 2), onDoubles(Multiplication::ofDoubles, 2)),
            function(DIVIDE, onLongs(LONG, Division::ofLongs, 2), onDoubles(Division::ofDoubles, 2)),
            function(REMAINDER, onLongs(LONG, Remainder::ofLongs, 2), onDoubles(Remainder::ofDoubles, 2)),
            function(NEGATE, onLongs(LONG, Negation::ofLongs, 1), onDoubles(Negation::ofDoubles, 1)),

            // Strings
            function(CONCATENATE, any(STRING, Concatenation::new, anyText())),
            function(
                    LIKE,
                    of(
                            BOOLEAN,
                            LikeMatch::new,
                            text(),
                            text(),
                            constant(LikeMatch::checkEscape).orNothing())),
            function("BTRIM", of(STRING, Trimming::both, text(), text().orNothing())),
            function("CHARACTER_LENGTH", of(LONG, TextLength::new, text())),
            function("CHAR_LENGTH", of(LONG, TextLength::new, text())),
            function("CONCAT", any(STRING, Concatenation::new, anyText())),
            function("LENGTH", of(LONG, TextLength::new, text())),
            function("LOWER", of(STRING, LowerCase::new, text())),
            function("LTRIM", of(STRING, Trimming::left, text(), text().orNothing())),
            function("REPLACE", of(STRING, Replacement::new, text(), text(), text())),
            function("RTRIM", of(STRING, Trimming::right, text(), text().orNothing())),
            function("STRLEN", of(LONG, TextLength::new, text())),
            function("SUBSTR", of(STRING, Substring::new, text(), longs(), longs().orNothing())),
            function("SUBSTRING", of(STRING, Substring::new, text(), longs(), longs().orNothing())),
            function("UPPER", of(STRING, UpperCase::new, text())),

            // Numbers
            function("ABS", onLongs(LONG, AbsoluteValue::ofLongs, 1), onDoubles(AbsoluteValue::ofDoubles, 1)),
            function("CEIL", onLongs(LONG, FunctionCatalog::itself, 1), onDoubles(Ceiling::ofDoubles, 1)),
            function("CEILING", onLongs(LONG, FunctionCatalog::itself, 1), onDoubles(Ceiling::ofDoubles, 1)),
            function("FLOOR", onLongs(LONG, FunctionCatalog::itself, 1), onDoubles(Floor::ofDoubles, 1)),
            function("MOD", onLongs(LONG, Remainder::ofLongs, 2), onDoubles(Remainder::ofDoubles, 2)),
            function(
                    "ROUND",
                    of(LONG, Rounding::ofLongs, longs(), longs().orNothing()),
                    of(DOUBLE, Rounding::ofDoubles, doubles(), longs().orNothing())),
            function("SAFE_DIVIDE", onLongs(LONG, SafeDivision::ofLongs, 2), onDoubles(SafeDivision::ofDoubles, 2)),

            // Time
            function("DATE_TRUNC", of(TIMESTAMP, TimeFloor::truncate, constant(CalendarUnit::of), time())),
            function(EXTRACT_FROM, of(LONG, TimeExtraction::extract, constant(TimePart::of), time())),
            function(FLOOR_TO, of(TIMESTAMP, TimeFloor::floorTo, time(), constant(CalendarUnit::of))),
            function("MILLIS_TO_TIMESTAMP", onLongs(TIMESTAMP, FunctionCatalog::itself, 1)),
            function("TIMESTAMP_TO_MILLIS", of(LONG, FunctionCatalog::itself, time())),
            function("TIME_EXTRACT", of(LONG, TimeExtraction::timeExtract, time(), constant(TimePart::of), ZONE)),
            function(
                    "TIME_FLOOR",
                    of(
                            TIMESTAMP,
                            TimeFloor::toPeriod,
                            time(),
                            constant(IsoPeriod::ofBuckets),
                            constantTime().orNothing(),
                            ZONE)),
            function("TIME_IN_INTERVAL", of(BOOLEAN, TimeInInterval::new, time(), constant(TimeInterval::of))),
            function(
                    "TIME_PARSE",
                    of(
                            TIMESTAMP,
                            TimeParse::new,
                            textOnly(),
                            constant(TimePattern::check).orNothing(),
                            ZONE)));

    private FunctionCatalog() {}

    public static Optional<FunctionDefinition> find(String name) {
        return Optional.ofNullable(FUNCTIONS.get(name));
    }

    /** The names that users may call. */
    public static Set<String> names() {
        Set<String> names = new TreeSet<>();
        FUNCTIONS.keySet().stream().filter(FunctionCatalog::canBeCalled).forEach(names::add);
        return names;
    }

    private static boolean canBeCalled(String name) {
        return Character.isLetter(name.charAt(0)) && name.indexOf(' ') < 0;
    }

    private static Evaluator itself(Arguments arguments) {
        return arguments.get(0);
    }

    private static Map<String, FunctionDefinition> index(FunctionDefinition... functions) {
        Map<String, FunctionDefinition> index = new HashMap<>();
        for (FunctionDefinition function : functions) {
            index.put(function.name(), function);
        }
        return Map.copyOf(index);
    }

    private static FunctionDefinition function(String name, Signature... signatures) {
        return new FunctionDefinition(name, List.of(signatures));
    }

    private static Signature of(ValueType result, Signature.Factory factory, Parameter... parameters) {
        return new Signature(Arrays.asList(parameters), false, result, factory);
    }

    /** One argument or more, all alike. */
    private static Signature any(ValueType result, Signature.Factory factory, Parameter parameter) {
        return new Signature(List.of(parameter), true, result, factory);
    }

    private static Signature onLongs(ValueType result, Signature.Factory factory, int parameters) {
        return new Signature(Stream.generate(Parameter::longs).limit(parameters).toList(), false, result, factory);
    }

    private static Signature onDoubles(Signature.Factory factory, int parameters) {
        return new Signature(
                Stream.generate(Parameter::doubles).limit(parameters).toList(), false, DOUBLE, factory);
    }
}
