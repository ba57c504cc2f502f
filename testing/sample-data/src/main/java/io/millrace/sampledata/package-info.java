/** Real data that tests and the demo load. */
@NullMarked
package io.millrace.sampledata;

import org.jspecify.annotations.NullMarked;
