@NullMarked
package io.millrace.stream.rows;

import org.jspecify.annotations.NullMarked;
