/** Tables: their schemas, versions and Iceberg twins. */
@NullMarked
package io.millrace.api.tables;

import org.jspecify.annotations.NullMarked;
