/** Evaluators of what is not a function: comparison, logic, choice, conversion, membership. */
@NullMarked
package io.millrace.sql.operators;

import org.jspecify.annotations.NullMarked;
