@NullMarked
package io.millrace.formats.values;

import org.jspecify.annotations.NullMarked;
