/** Millrace's own bucket and the Iceberg catalog. */
@NullMarked
package io.millrace.api.storage;

import org.jspecify.annotations.NullMarked;
