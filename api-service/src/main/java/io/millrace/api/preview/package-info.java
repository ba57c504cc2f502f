/** Trying a job out on the beginning of its source: everything is real except that nothing is stored. */
@NullMarked
package io.millrace.api.preview;

import org.jspecify.annotations.NullMarked;
