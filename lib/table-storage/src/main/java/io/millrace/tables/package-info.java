/** Iceberg tables: Parquet files written from batches, commits that carry their source's progress. */
@NullMarked
package io.millrace.tables;

import org.jspecify.annotations.NullMarked;
