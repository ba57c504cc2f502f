package io.millrace.localstack.demo;

import io.millrace.localstack.StackException;

/** The demo did not come to its end; the message says what was asked and what was answered. */
public final class DemoException extends StackException {
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }
}
