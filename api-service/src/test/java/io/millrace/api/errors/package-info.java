@NullMarked
package io.millrace.api.errors;

import org.jspecify.annotations.NullMarked;
