/** Calendars, zones, periods and the text of timestamps, on plain milliseconds. */
@NullMarked
package io.millrace.sql.time;

import org.jspecify.annotations.NullMarked;
