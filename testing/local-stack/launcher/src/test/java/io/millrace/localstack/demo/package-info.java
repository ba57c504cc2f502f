@NullMarked
package io.millrace.localstack.demo;

import org.jspecify.annotations.NullMarked;
