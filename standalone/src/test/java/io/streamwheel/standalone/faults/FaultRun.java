package io.streamwheel.standalone.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.testkit.FaultProxy;
import io.streamwheel.testkit.Servers;
import io.streamwheel.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Faults in an order that a seed decides, while shoppers post through the door; after each the
 * ledger and the tables have to agree. Not part of {@code mvn verify}, see CONTRIBUTING.md.
 *
 * <ul>
 *   <li>{@code -Dstreamwheel.faults.seconds}: how long each of the two runs begins new faults (40)
 *   <li>{@code -Dstreamwheel.faults.seed}: printed at the start; else another one each time
 *   <li>{@code -Dstreamwheel.faults.only}: a part of the names of the faults to be tried
 * </ul>
 */
class FaultRun {

    private static final Duration LENGTH =
            Duration.ofSeconds(Long.getLong("streamwheel.faults.seconds", 40));
    private static final long SEED =
            Long.getLong("streamwheel.faults.seed", System.nanoTime() % 1_000_000);
    private static final String ONLY = System.getProperty("streamwheel.faults.only", "");
    private static final int SHOPPERS = 6;

    /** Broker and database die with it. */
    @Test
    void withServersOfItsOwn() throws Exception {
        try (Product product = new Product(Map.of());
                FaultProxy door = new FaultProxy("127.0.0.1", product.doorPort())) {
            Tables tables = Tables.embeddedIn(product);
            run(
                    "embedded",
                    product,
                    door,
                    tables,
                    new Faults().ofProduct(product, door).ofDatabase(tables).all());
        }
    }

    /** Broker and database live on, and the ways to them are in trouble. */
    @Test
    void withServersBehindProxies() throws Exception {
        TestDatabase database = Servers.newDatabase();
        try (FaultProxy broker = FaultProxy.of(Servers.broker());
                FaultProxy way = database.proxy()) {
            Map<String, Object> servers = new HashMap<>(Servers.brokerProperties());
            servers.put("spring.rabbitmq.host", "127.0.0.1");
            servers.put("spring.rabbitmq.port", broker.port());
            servers.putAll(database.through(way).properties());
            try (Product product = new Product(servers);
                    FaultProxy door = new FaultProxy("127.0.0.1", product.doorPort())) {
                Tables tables = new Tables(() -> database);
                run(
                        "behind proxies",
                        product,
                        door,
                        tables,
                        new Faults()
                                .ofProduct(product, door)
                                .ofDatabase(tables)
                                .ofLink("broker", broker)
                                .ofLink("database", way)
                                .all());
            }
        }
    }

    private static void run(
            String name, Product product, FaultProxy door, Tables tables, List<Fault> all)
            throws Exception {
        System.out.printf("fault run, %s: -Dstreamwheel.faults.seed=%d%n", name, SEED);
        product.start();
        Random random = new Random(SEED);
        Ledger ledger = new Ledger();
        Calm calm = new Calm();
        Audit audit = new Audit(product, tables);
        List<String> bad = new ArrayList<>();
        try (Reader _ = new Reader(product, ledger, calm);
                Shoppers shoppers = new Shoppers("run", ledger, calm, List.of(door::port))) {
            shoppers.start(SHOPPERS, SEED);
            long end = System.nanoTime() + LENGTH.toNanos();
            int tried = 0;
            for (List<Fault> order = List.of(); tried == 0 || System.nanoTime() < end; tried++) {
                if (order.isEmpty()) {
                    order = shuffled(all, random);
                }
                Fault fault = order.removeLast();
                calm.begins();
                Waiting.pause(Duration.ofSeconds(1));
                bad.addAll(tryOne(tried + 1, fault, random, ledger, calm, shoppers, audit));
                shoppers.goOn();
            }
            System.out.printf("fault run, %s: %d faults, %d findings%n", name, tried, bad.size());
        }
        assertThat(bad).as("seed %d", SEED).isEmpty();
        assertThat(ledger.acknowledgedCopies()).isPositive();
    }

    private static List<String> tryOne(
            int number,
            Fault fault,
            Random random,
            Ledger ledger,
            Calm calm,
            Shoppers shoppers,
            Audit audit)
            throws Exception {
        int unexpectedBefore = ledger.unexpected().size();
        if (fault.disturbsDoor()) {
            calm.ends();
        }
        long begin = System.nanoTime();
        fault.action().run(random);
        long healed = System.nanoTime();
        Duration recovery = recovery(ledger, healed);
        shoppers.rest();
        Audit.Finding finding = audit.of(ledger);
        List<String> unexpected =
                ledger.unexpected().subList(unexpectedBefore, ledger.unexpected().size());
        System.out.printf(
                Locale.ROOT,
                "%3d  %-34s %5.1f s, recovered after %4.1f s, at rest after %4.1f s; slowest answer"
                        + " %4d ms; accepted %d, lost %d, duplicated %d, unexpected %d%n",
                number,
                fault.name(),
                (healed - begin) / 1e9,
                recovery.toMillis() / 1e3,
                finding.untilRest().toMillis() / 1e3,
                ledger.slowestMillis(),
                finding.accepted(),
                finding.lost(),
                finding.duplicated(),
                unexpected.size() + finding.wrong().size());
        List<String> bad = new ArrayList<>();
        unexpected.forEach(each -> bad.add(fault.name() + ": " + each));
        finding.wrong().forEach(each -> bad.add(fault.name() + ": " + each));
        bad.forEach(each -> System.out.println("       " + each));
        return bad;
    }

    /** Until the door takes something again; for so long shoppers try. */
    private static Duration recovery(Ledger ledger, long healed) throws InterruptedException {
        long deadline = healed + Duration.ofSeconds(60).toNanos();
        while (ledger.lastAcknowledgedAt() < healed && System.nanoTime() < deadline) {
            Waiting.pause(Duration.ofMillis(50));
        }
        if (ledger.lastAcknowledgedAt() < healed) {
            ledger.unexpected("nothing was accepted for a minute after it healed");
        }
        return Duration.ofNanos(System.nanoTime() - healed);
    }

    private static List<Fault> shuffled(List<Fault> all, Random random) {
        List<Fault> order =
                new ArrayList<>(all.stream().filter(each -> each.name().contains(ONLY)).toList());
        if (order.isEmpty()) {
            throw new IllegalArgumentException("no fault has a name with " + ONLY);
        }
        Collections.shuffle(order, random);
        return order;
    }
}
