/** Objects by key, in S3 or in a local directory. */
@NullMarked
package io.millrace.objects;

import org.jspecify.annotations.NullMarked;
