/** One compiled job: filter, map, check times, roll up, count. The same for streams and batches. */
@NullMarked
package io.millrace.pipeline;

import org.jspecify.annotations.NullMarked;
