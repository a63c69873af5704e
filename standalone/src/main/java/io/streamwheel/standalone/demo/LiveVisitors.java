package io.streamwheel.standalone.demo;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visitors who go on coming after the first fill: one or two events a second, until interrupted.
 */
final class LiveVisitors implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(LiveVisitors.class);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    private final Simulation simulation;
    private final Api api;
    private final String shop;
    private final Clock clock;
    private final RandomGenerator random = RandomGenerator.getDefault();

    LiveVisitors(Simulation simulation, Api api, String shop, Clock clock) {
        this.simulation = simulation;
        this.api = api;
        this.shop = shop;
        this.clock = clock;
    }

    @Override
    public void run() {
        try {
            while (true) {
                visit();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private void visit() throws InterruptedException {
        String run = UUID.randomUUID().toString();
        List<DemoEvent> events = simulation.visitNow(shop, "s-" + run, clock.instant(), random);
        try {
            for (int i = 0; i < events.size(); i++) {
                DemoEvent event = events.get(i).numbered("live-" + run + "-" + i);
                api.collect(List.of(event.at(clock.instant())));
                Thread.sleep(Duration.ofMillis(400 + random.nextInt(600)));
            }
        } catch (IOException problem) {
            LOG.warn("a live visitor of the demo left: {}", problem.toString());
            Thread.sleep(AFTER_A_FAILURE);
        }
    }
}
