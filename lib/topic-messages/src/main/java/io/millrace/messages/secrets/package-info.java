/** Secrets as they may be stored and sent: encrypted, and bound to the one thing they belong to. */
@NullMarked
package io.millrace.messages.secrets;

import org.jspecify.annotations.NullMarked;
