package io.millrace.pipeline;

import io.millrace.columns.Vector;
import io.millrace.sql.RowProblems;

/** Turns an expression's values into a column's. Owns its result vector; not thread-safe. */
interface Conversion {
    Conversion NONE = (values, problems) -> values;

    /**
     * The converted values, valid until the next call; the vector itself if nothing needs to change. A value that cannot
     * be converted becomes null, with a warning.
     */
    Vector convert(Vector values, RowProblems problems);

    default Conversion then(Conversion next) {
        return (values, problems) -> next.convert(convert(values, problems), problems);
    }
}
