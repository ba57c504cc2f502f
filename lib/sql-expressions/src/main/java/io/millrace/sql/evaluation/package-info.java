/** What computes vectors: the contract of evaluators and the ones that every function is built from. */
@NullMarked
package io.millrace.sql.evaluation;

import org.jspecify.annotations.NullMarked;
