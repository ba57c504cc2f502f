/** Measures Millrace, with a peer in the same run. Nothing here asserts a speed. */
@NullMarked
package io.millrace.benchmarks;

import org.jspecify.annotations.NullMarked;
