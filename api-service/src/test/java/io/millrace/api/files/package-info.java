@NullMarked
package io.millrace.api.files;

import org.jspecify.annotations.NullMarked;
