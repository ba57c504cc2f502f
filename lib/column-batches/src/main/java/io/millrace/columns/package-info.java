/** Some thousand rows as typed vectors: the data structure that readers fill, expressions compute on, writers store. */
@NullMarked
package io.millrace.columns;

import org.jspecify.annotations.NullMarked;
