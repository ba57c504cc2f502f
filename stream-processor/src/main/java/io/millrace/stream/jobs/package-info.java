/** Which jobs there are, and what becomes of each: start, drain, restart after failure. */
@NullMarked
package io.millrace.stream.jobs;

import org.jspecify.annotations.NullMarked;
