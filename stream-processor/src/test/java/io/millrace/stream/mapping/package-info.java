@NullMarked
package io.millrace.stream.mapping;

import org.jspecify.annotations.NullMarked;
