@NullMarked
package io.millrace.localstack.launcher;

import org.jspecify.annotations.NullMarked;
