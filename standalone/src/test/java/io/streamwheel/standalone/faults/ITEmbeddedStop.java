package io.streamwheel.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SIGTERM in the middle of load while the product's own database stands still. */
class ITEmbeddedStop {

    private static final int SHOPPERS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** 128 + SIGTERM. A stop that was cut short by the last resort has another. */
    private static final int ENDED_BY_ITSELF = 143;

    /** Builds, consumers, readers and the database's own end all wait for the same disk then. */
    @Test
    void stopEndsByItselfWhileTheDatabaseHangs() throws Exception {
        Ledger ledger = new Ledger();
        Calm never = new Calm();
        try (Product product = new Product(Map.of())) {
            product.start();
            try (Shoppers shoppers =
                    new Shoppers("hang", ledger, never, List.of(product::doorPort))) {
                shoppers.start(SHOPPERS, 2);
                await().atMost(PATIENCE).until(() -> ledger.acknowledgedCopies() > 500);
                assertThat(product.beginBuild()).isEqualTo(202);
                product.freezeDatabase();
                long frozen = ledger.acknowledgedCopies(); // the door goes on without the database
                await().atMost(PATIENCE).until(() -> ledger.acknowledgedCopies() > frozen + 100);
                assertThat(product.terminate()).isLessThan(Duration.ofSeconds(30));
                assertThat(product.exitCode()).isEqualTo(ENDED_BY_ITSELF);
                product.start();
                shoppers.rest();
                Audit.Finding finding = new Audit(product, Tables.embeddedIn(product)).of(ledger);
                assertThat(finding.wrong()).isEmpty();
                assertThat(ledger.unexpected()).isEmpty();
            }
        }
    }
}
