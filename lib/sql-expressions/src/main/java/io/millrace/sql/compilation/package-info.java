/** From the typed tree to evaluators: constants folded, repeated parts computed once. */
@NullMarked
package io.millrace.sql.compilation;

import org.jspecify.annotations.NullMarked;
