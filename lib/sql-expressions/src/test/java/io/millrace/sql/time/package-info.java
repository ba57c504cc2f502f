@NullMarked
package io.millrace.sql.time;

import org.jspecify.annotations.NullMarked;
