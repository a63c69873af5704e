package io.streamwheel.analysis.rabbit;

import io.streamwheel.transport.LinkState;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready means that both queues are being taken from. Why they are not is said in the log, once, and
 * in the health of the management port; who only asks whether it is ready is not told.
 */
final class LinksHealth implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(LinksHealth.class);

    private final List<Supplier<LinkState>> links;
    private final AtomicReference<LinkState> told = new AtomicReference<>(LinkState.UP);

    LinksHealth(List<Supplier<LinkState>> links) {
        this.links = List.copyOf(links);
    }

    @Override
    public Health health() {
        LinkState state =
                links.stream()
                        .map(Supplier::get)
                        .filter(link -> !link.up())
                        .findFirst()
                        .orElse(LinkState.UP);
        if (!told.getAndSet(state).equals(state)) {
            LOG.info("{}", state.up() ? "ready" : "not ready: " + state.cause());
        }
        return state.up()
                ? Health.up().build()
                : Health.down().withDetail("cause", state.cause()).build();
    }
}
