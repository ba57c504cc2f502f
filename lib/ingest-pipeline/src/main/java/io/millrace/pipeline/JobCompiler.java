package io.millrace.pipeline;

import io.millrace.columns.RowSchema;
import io.millrace.model.Column;
import io.millrace.model.DataType;
import io.millrace.model.Field;
import io.millrace.model.JobDefinition;
import io.millrace.model.Mapping;
import io.millrace.model.TableDefinition;
import io.millrace.pipeline.InvalidJobException.Problem;
import io.millrace.pipeline.Projection.OutputColumn;
import io.millrace.sql.CompiledExpression;
import io.millrace.sql.CompiledMeasure;
import io.millrace.sql.ExpressionCompiler;
import io.millrace.sql.ExpressionType;
import io.millrace.sql.InvalidExpressionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compiles a job's expressions and collects everything that is wrong with them. */
final class JobCompiler {
    private final JobDefinition job;
    private final RowSchema input;
    private final ExpressionCompiler expressions;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, OutputColumn> compiled = new HashMap<>();

    private JobCompiler(JobDefinition job, RowSchema input) {
        this.job = job;
        this.input = input;
        this.expressions = new ExpressionCompiler(input, job.createdAt());
    }

    /** @throws InvalidJobException naming each thing that is wrong */
    static Projection compile(JobDefinition job) {
        return new JobCompiler(job, inputSchema(job)).compile();
    }

    private static RowSchema inputSchema(JobDefinition job) {
        try {
            return new RowSchema(job.inputSchema());
        } catch (IllegalArgumentException e) {
            throw new InvalidJobException(List.of(new Problem("source.inputSchema", e.getMessage() + ".")));
        }
    }

    private Projection compile() {
        CompiledExpression filter = filter();
        mappings();
        if (!problems.isEmpty()) {
            throw new InvalidJobException(problems);
        }
        List<Field> fields = new ArrayList<>();
        List<OutputColumn> columns = new ArrayList<>();
        for (Column column : job.table().columns()) {
            OutputColumn output = compiled.get(column.name());
            if (output != null) {
                fields.add(new Field(column.name(), column.type()));
                columns.add(output);
            }
        }
        RowSchema output = new RowSchema(fields);
        return new Projection(input, output, filter, columns, output.indexOf(Column.TIME));
    }

    private @Nullable CompiledExpression filter() {
        String sql = job.filterExpression();
        if (sql == null) {
            return null;
        }
        try {
            return expressions.filter(sql);
        } catch (InvalidExpressionException e) {
            problems.add(new Problem("filterExpression", String.valueOf(e.getMessage())));
            return null;
        }
    }

    private void mappings() {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < job.mappings().size(); i++) {
            String name = job.mappings().get(i).columnName();
            Integer first = seen.putIfAbsent(name, i);
            if (first != null) {
                wrong(i, "columnName", "Column \"" + name + "\" is mapped already, by mappings[" + first + "].");
            } else {
                mapping(i, job.mappings().get(i));
            }
        }
        if (!seen.containsKey(Column.TIME)) {
            problems.add(new Problem(
                    "mappings",
                    "A mapping for \"__time\" is missing: map it to a timestamp, with TIME_PARSE(\"field\") or"
                            + " MILLIS_TO_TIMESTAMP(\"field\")."));
        }
    }

    private void mapping(int index, Mapping mapping) {
        Optional<Column> column = job.table().columns().stream()
                .filter(candidate -> candidate.name().equals(mapping.columnName()))
                .findFirst();
        if (column.isEmpty()) {
            wrong(
                    index,
                    "columnName",
                    "Table \"" + job.table().name() + "\" has no column \"" + mapping.columnName() + "\".");
            return;
        }
        try {
            if (rolesFit(index, mapping, column.get())) {
                compile(index, mapping, column.get());
            }
        } catch (InvalidExpressionException e) {
            wrong(index, "expression", String.valueOf(e.getMessage()));
        }
    }

    private boolean rolesFit(int index, Mapping mapping, Column column) {
        if (mapping.aggregation() && job.table().kind() == TableDefinition.Kind.DETAIL) {
            wrong(
                    index,
                    "expression",
                    "\"" + job.table().name() + "\" is a detail table: it keeps every row, so \"" + column.name()
                            + "\" cannot be an aggregate.");
            return false;
        }
        boolean measure = column.role() == Column.Role.MEASURE;
        if (mapping.aggregation() && !measure) {
            wrong(
                    index,
                    "expression",
                    "Column \"" + column.name()
                            + "\" is a dimension and cannot be an aggregate; make it a measure of the table.");
        } else if (!mapping.aggregation() && measure) {
            wrong(
                    index,
                    "expression",
                    "Column \"" + column.name()
                            + "\" is a measure: its expression must be an aggregate such as SUM(\"field\").");
        }
        return mapping.aggregation() == measure;
    }

    private void compile(int index, Mapping mapping, Column column) {
        if (mapping.aggregation()) {
            measure(index, expressions.measure(mapping.expression()), column);
        } else {
            scalar(index, expressions.scalar(mapping.expression()), column);
        }
    }

    private void scalar(int index, CompiledExpression expression, Column column) {
        ExpressionType type = expression.type();
        if (column.name().equals(Column.TIME) && type != ExpressionType.TIMESTAMP) {
            wrong(
                    index,
                    "expression",
                    "\"__time\" needs a timestamp, and this is a " + name(type)
                            + ": use TIME_PARSE(...) for text or MILLIS_TO_TIMESTAMP(...) for milliseconds.");
            return;
        }
        Optional<Conversion> conversion = Conversions.between(type, column.type());
        if (conversion.isEmpty()) {
            wrong(index, "expression", cannotStore(name(type), column));
            return;
        }
        compiled.put(column.name(), new OutputColumn(expression::evaluate, conversion.get(), Optional.empty()));
    }

    private void measure(int index, CompiledMeasure measure, Column column) {
        Optional<Conversion> conversion =
                Conversions.betweenStates(measure.columnType(), measure.merge(), column.type());
        if (conversion.isEmpty()) {
            wrong(index, "expression", cannotStore(measure.columnType().apiName(), column));
            return;
        }
        compiled.put(
                column.name(),
                new OutputColumn(measure::initialStates, conversion.get(), Optional.of(measure.merge())));
    }

    private static String cannotStore(String type, Column column) {
        String what = "A " + type + " cannot be stored in column \"" + column.name() + "\" of type "
                + column.type().apiName();
        return column.type() == DataType.LONG
                ? what + "; convert the argument with CAST(... AS BIGINT)."
                : what + "; convert it in the expression, or give the column another type.";
    }

    private static String name(ExpressionType type) {
        return type == ExpressionType.BOOLEAN ? "boolean" : type.vectorType().apiName();
    }

    private void wrong(int mapping, String property, String message) {
        problems.add(new Problem("mappings[" + mapping + "]." + property, message));
    }
}
