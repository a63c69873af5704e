package io.streamwheel.analysis;

import io.streamwheel.event.Queues;
import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.TestDatabase;
import org.springframework.test.context.DynamicPropertyRegistry;

/** The servers of a test that runs the whole service. */
public final class TestServers {

    private TestServers() {}

    /** Gives it empty queues and a database of its own. */
    public static TestDatabase register(DynamicPropertyRegistry registry) {
        Servers.purge(Queues.COLLECTED, Queues.ENRICHED, Queues.FAILED);
        TestDatabase database = Servers.newDatabase();
        Servers.brokerProperties().forEach((name, value) -> registry.add(name, () -> value));
        database.properties().forEach((name, value) -> registry.add(name, () -> value));
        return database;
    }
}
