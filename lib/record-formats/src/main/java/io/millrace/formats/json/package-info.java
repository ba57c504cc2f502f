/** From the bytes of one JSON object to one row, decoding nothing but the declared fields. */
@NullMarked
package io.millrace.formats.json;

import org.jspecify.annotations.NullMarked;
