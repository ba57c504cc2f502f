/** The messages on the topic between mapping and table writer. */
@NullMarked
package io.millrace.stream.rows;

import org.jspecify.annotations.NullMarked;
