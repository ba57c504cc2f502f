@NullMarked
package io.millrace.api.tables;

import org.jspecify.annotations.NullMarked;
