/** Messages that leave in the same transaction as the rows they speak of. */
@NullMarked
package io.millrace.api.outbox;

import org.jspecify.annotations.NullMarked;
