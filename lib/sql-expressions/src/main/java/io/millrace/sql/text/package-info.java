/** Text as UTF-8 bytes: comparison, measuring, cutting, matching. No object per value. */
@NullMarked
package io.millrace.sql.text;

import org.jspecify.annotations.NullMarked;
