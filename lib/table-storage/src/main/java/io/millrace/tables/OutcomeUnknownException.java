package io.millrace.tables;

import org.apache.iceberg.exceptions.CommitStateUnknownException;

/**
 * The swap was sent, no answer came, and the table cannot be asked or does not show it yet. Derives from Iceberg's
 * exception because that is what keeps Iceberg from deleting the metadata it wrote.
 */
final class OutcomeUnknownException extends CommitStateUnknownException {
    private static final long serialVersionUID = 1;

    OutcomeUnknownException(Throwable cause) {
        super(cause);
    }
}
