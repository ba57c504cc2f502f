@NullMarked
package io.millrace.tables;

import org.jspecify.annotations.NullMarked;
