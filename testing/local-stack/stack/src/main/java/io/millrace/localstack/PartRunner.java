package io.millrace.localstack;

import io.millrace.localstack.process.ChildCommand;
import java.io.IOException;

/** How one part is brought up: what must lie ready before, the command, and how to see that it answers. */
interface PartRunner {
    /** Called before every start; makes what is missing and clears away what a killed process left. */
    void prepare() throws IOException, InterruptedException;

    ChildCommand command();

    /** Whether the started process answers its clients. Cheap; asked again and again until it does. */
    boolean isReady() throws IOException;
}
