@NullMarked
package io.millrace.stream.tables;

import org.jspecify.annotations.NullMarked;
