/** Millrace's own bucket and the Iceberg catalog, as configured. */
@org.jspecify.annotations.NullMarked
package io.millrace.batch.storage;
