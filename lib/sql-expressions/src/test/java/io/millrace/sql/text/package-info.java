@NullMarked
package io.millrace.sql.text;

import org.jspecify.annotations.NullMarked;
