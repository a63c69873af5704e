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

/** SIGTERM in the middle of load. */
class ITStop {

    private static final int SHOPPERS = 8;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void whatWasAnsweredIsThereAfterAStopAndNoAnswerIsAWrongOne() throws Exception {
        TestDatabase database = Servers.newDatabase();
        Map<String, Object> servers = new HashMap<>(Servers.brokerProperties());
        servers.putAll(database.properties());
        Ledger ledger = new Ledger();
        Calm never = new Calm(); // while it ends, a request may find nobody
        try (Product product = new Product(servers)) {
            product.start();
            try (Shoppers shoppers =
                    new Shoppers("stop", ledger, never, List.of(product::doorPort))) {
                shoppers.start(SHOPPERS, 1);
                await().atMost(PATIENCE).until(() -> ledger.acknowledgedCopies() > 500);
                assertThat(product.terminate()).isLessThan(Duration.ofSeconds(30));
                long atTheEnd = ledger.acknowledgedCopies();
                product.start();
                await().atMost(PATIENCE).until(() -> ledger.acknowledgedCopies() > atTheEnd);
                shoppers.rest();
                Audit.Finding finding = new Audit(product, new Tables(() -> database)).of(ledger);
                assertThat(finding.wrong()).isEmpty();
                assertThat(ledger.unexpected()).isEmpty();
            }
        }
    }
}
