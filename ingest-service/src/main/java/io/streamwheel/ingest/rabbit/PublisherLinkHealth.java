package io.streamwheel.ingest.rabbit;

import io.streamwheel.transport.LinkState;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready only while envelopes would be sent. The publisher itself logs why not. */
final class PublisherLinkHealth implements HealthIndicator {

    private final Supplier<LinkState> link;

    PublisherLinkHealth(Supplier<LinkState> link) {
        this.link = link;
    }

    @Override
    public Health health() {
        LinkState state = link.get();
        return state.up()
                ? Health.up().build()
                : Health.down().withDetail("cause", state.cause()).build();
    }
}
