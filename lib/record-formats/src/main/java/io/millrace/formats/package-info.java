/** From bytes to typed rows: record readers, compression, and the encoding of batches between services. */
@NullMarked
package io.millrace.formats;

import org.jspecify.annotations.NullMarked;
