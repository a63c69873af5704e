package io.streamwheel.transform.rabbit;

import io.streamwheel.transport.LinkState;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready means that events can pass: both links work. Why they do not is said in the log, once, and
 * in the health of the management port; who only asks whether it is ready is not told.
 */
final class LinksHealth implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(LinksHealth.class);

    private final Supplier<LinkState> consumer;
    private final Supplier<LinkState> publisher;
    private final AtomicReference<LinkState> told = new AtomicReference<>(LinkState.UP);

    LinksHealth(Supplier<LinkState> consumer, Supplier<LinkState> publisher) {
        this.consumer = consumer;
        this.publisher = publisher;
    }

    @Override
    public Health health() {
        LinkState consuming = consumer.get();
        LinkState state = consuming.up() ? publisher.get() : consuming;
        if (!told.getAndSet(state).equals(state)) {
            log.info("{}", state.up() ? "Ready" : "Not ready: " + state.cause());
        }
        return state.up()
                ? Health.up().build()
                : Health.down().withDetail("cause", state.cause()).build();
    }
}
