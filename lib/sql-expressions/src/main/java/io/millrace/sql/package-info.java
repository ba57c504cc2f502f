/** SQL expressions over input fields: parsed and typed once, evaluated a vector at a time. */
@NullMarked
package io.millrace.sql;

import org.jspecify.annotations.NullMarked;
