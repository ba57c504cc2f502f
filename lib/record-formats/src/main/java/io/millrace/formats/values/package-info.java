/** Values in text: scanning bytes, UTF-8, numbers, times, and their conversion to the declared types. */
@NullMarked
package io.millrace.formats.values;

import org.jspecify.annotations.NullMarked;
