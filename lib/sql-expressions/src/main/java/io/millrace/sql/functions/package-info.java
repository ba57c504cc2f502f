/** The functions of the dialect, one class each, and the catalog that names them. */
@NullMarked
package io.millrace.sql.functions;

import org.jspecify.annotations.NullMarked;
