/** The staging area: uploads streamed into the object store, listings, deletion. */
@NullMarked
package io.millrace.api.files;

import org.jspecify.annotations.NullMarked;
