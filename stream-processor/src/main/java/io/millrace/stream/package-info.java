/** Streaming jobs: from the events of a source topic to committed rows of a table. */
@NullMarked
package io.millrace.stream;

import org.jspecify.annotations.NullMarked;
