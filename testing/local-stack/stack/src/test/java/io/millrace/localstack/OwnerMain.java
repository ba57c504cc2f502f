package io.millrace.localstack;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs a stack until it is killed, for tests of what remains. Arguments: directory and base port. */
final class OwnerMain {
    private OwnerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        LocalStack.in(Path.of(arguments[0]))
                .with(Part.S3, Part.POSTGRES)
                .basePort(Integer.parseInt(arguments[1]))
                .start();
        System.out.println("started");
        new CountDownLatch(1).await();
    }
}
