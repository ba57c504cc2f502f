@NullMarked
package io.millrace.api.json;

import org.jspecify.annotations.NullMarked;
