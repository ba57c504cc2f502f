/** What this service tells the others of its jobs. */
@NullMarked
package io.millrace.stream.reports;

import org.jspecify.annotations.NullMarked;
