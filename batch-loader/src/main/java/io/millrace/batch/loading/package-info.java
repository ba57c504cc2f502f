/** Load tasks: objects read, mapped and written as staged files. */
@org.jspecify.annotations.NullMarked
package io.millrace.batch.loading;
