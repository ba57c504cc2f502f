/** PostgreSQL, where the control metadata lives. */
@NullMarked
package io.millrace.api.database;

import org.jspecify.annotations.NullMarked;
