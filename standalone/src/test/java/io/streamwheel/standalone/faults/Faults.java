package io.streamwheel.standalone.faults;

import io.streamwheel.testkit.FaultProxy;
import io.streamwheel.testkit.FaultProxy.Direction;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Everything that is tried. A new fault is a line here. */
final class Faults {

    private final List<Fault> faults = new ArrayList<>();

    /** What can happen to any product, and between it and its clients. */
    Faults ofProduct(Product product, FaultProxy door) {
        disturbing(
                "kill -9 and restart",
                _ -> {
                    product.kill();
                    product.start();
                });
        disturbing(
                "SIGTERM and restart",
                _ -> {
                    product.terminate();
                    product.start();
                });
        disturbing(
                "freeze the product",
                random -> {
                    product.freeze();
                    hold(random, 2_000, 7_000);
                    product.thaw();
                });
        disturbing(
                "lose the door's answers",
                random -> {
                    door.swallow(Direction.TO_CLIENT);
                    hold(random, 1_000, 3_000);
                    door.heal();
                });
        disturbing("cut requests anywhere", random -> cuts(door, Direction.TO_SERVER, random, 600));
        disturbing("cut answers anywhere", random -> cuts(door, Direction.TO_CLIENT, random, 300));
        return this;
    }

    Faults ofDatabase(Tables tables) {
        quiet("lock the event table", random -> lock(tables, "event", random));
        quiet("lock the totals", random -> lock(tables, "pipeline_total", random));
        quiet(
                "end every database session",
                random -> {
                    for (int i = 0; i < 4; i++) {
                        tables.execute(
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE"
                                        + " datname = current_database() AND pid <> pg_backend_pid()");
                        hold(random, 100, 800);
                    }
                });
        return this;
    }

    /** What can happen between the product and a server. */
    Faults ofLink(String server, FaultProxy link) {
        quiet(
                server + ": drop connections",
                random -> {
                    for (int i = 0; i < 5; i++) {
                        link.drop();
                        hold(random, 50, 900);
                    }
                });
        held(server + ": away", link, (proxy, _) -> proxy.refuse());
        held(server + ": freeze", link, (proxy, _) -> proxy.freeze());
        held(server + ": freeze what it says", link, (p, _) -> p.freeze(Direction.TO_CLIENT));
        held(server + ": freeze what it hears", link, (p, _) -> p.freeze(Direction.TO_SERVER));
        held(server + ": lose what it says", link, (p, _) -> p.swallow(Direction.TO_CLIENT));
        held(
                server + ": delay",
                link,
                (proxy, random) -> {
                    proxy.delay(Direction.TO_CLIENT, Duration.ofMillis(10 + random.nextInt(90)));
                    proxy.delay(Direction.TO_SERVER, Duration.ofMillis(random.nextInt(50)));
                });
        quiet(server + ": cut what it hears", r -> cuts(link, Direction.TO_SERVER, r, 20_000));
        quiet(server + ": cut what it says", r -> cuts(link, Direction.TO_CLIENT, r, 2_000));
        return this;
    }

    List<Fault> all() {
        return List.copyOf(faults);
    }

    @FunctionalInterface
    private interface Injection {
        void into(FaultProxy link, Random random);
    }

    private void held(String name, FaultProxy link, Injection injection) {
        quiet(
                name,
                random -> {
                    injection.into(link, random);
                    hold(random, 2_000, 6_000);
                    link.heal();
                });
    }

    private void quiet(String name, Fault.Action action) {
        faults.add(new Fault(name, false, action));
    }

    private void disturbing(String name, Fault.Action action) {
        faults.add(new Fault(name, true, action));
    }

    private static void cuts(FaultProxy link, Direction direction, Random random, int most)
            throws InterruptedException {
        for (int i = 0; i < 6; i++) {
            link.cutAfter(direction, random.nextInt(most));
            hold(random, 100, 600);
        }
        link.heal();
    }

    private static void lock(Tables tables, String table, Random random) throws Exception {
        try (Connection connection = tables.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
            hold(random, 2_000, 6_000);
            connection.rollback();
        }
    }

    private static void hold(Random random, int from, int to) throws InterruptedException {
        Waiting.pause(Duration.ofMillis(random.nextInt(from, to)));
    }
}
