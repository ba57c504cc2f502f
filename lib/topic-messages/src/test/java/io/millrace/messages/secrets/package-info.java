@NullMarked
package io.millrace.messages.secrets;

import org.jspecify.annotations.NullMarked;
