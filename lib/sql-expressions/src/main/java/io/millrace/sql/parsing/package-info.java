/** From SQL text to the typed tree; errors with their place in the text. */
@NullMarked
package io.millrace.sql.parsing;

import org.jspecify.annotations.NullMarked;
