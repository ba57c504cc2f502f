/** From the bytes of delimited text to rows, decoding nothing but the declared fields. */
@NullMarked
package io.millrace.formats.csv;

import org.jspecify.annotations.NullMarked;
