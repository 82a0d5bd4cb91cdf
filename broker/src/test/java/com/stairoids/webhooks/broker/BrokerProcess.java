package com.stairoids.webhooks.broker;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that a test may kill: it starts a broker, prints where it listens, and stays. */
final class BrokerProcess {
    private BrokerProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("listening " + broker.bootstrapServers());
        new CountDownLatch(1).await();
    }
}
