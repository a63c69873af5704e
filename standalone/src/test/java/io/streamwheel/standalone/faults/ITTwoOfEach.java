package io.streamwheel.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.TestDatabase;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two of each service on one broker and one database, as competing consumers. */
class ITTwoOfEach {

    private static final int SHOPPERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Shoppers send an event again at either door, so both have copies of the same. */
    @Test
    void eventsCountOnceThoughBothHaveThemAndOneIsKilled() throws Exception {
        TestDatabase database = Servers.newDatabase();
        Map<String, Object> servers = new HashMap<>(Servers.brokerProperties());
        servers.putAll(database.properties());
        Ledger ledger = new Ledger();
        try (Product first = new Product(servers);
                Product second = new Product(servers)) {
            first.begin();
            second.begin();
            first.awaitReady();
            second.awaitReady();
            try (Shoppers shoppers =
                    new Shoppers(
                            "two",
                            ledger,
                            new Calm(),
                            List.of(first::doorPort, second::doorPort))) {
                shoppers.start(SHOPPERS, 1);
                awaitMore(ledger, 500);
                second.kill();
                awaitMore(ledger, 300);
                shoppers.rest();
                Audit.Finding finding = new Audit(first, new Tables(() -> database)).of(ledger);
                assertThat(finding.wrong()).isEmpty();
                assertThat(ledger.unexpected()).isEmpty();
                assertThat(new Tables(() -> database).totals().get("duplicate")).isPositive();
            }
        }
    }

    private static void awaitMore(Ledger ledger, int copies) {
        long before = ledger.acknowledgedCopies();
        await().atMost(PATIENCE).until(() -> ledger.acknowledgedCopies() > before + copies);
    }
}
