/** From mapped rows to committed files: one table writer for each table. */
@NullMarked
package io.millrace.stream.tables;

import org.jspecify.annotations.NullMarked;
