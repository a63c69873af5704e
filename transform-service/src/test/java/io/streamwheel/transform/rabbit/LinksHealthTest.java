package io.streamwheel.transform.rabbit;

import static org.assertj.core.api.Assertions.assertThat;

import io.streamwheel.transport.LinkState;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class LinksHealthTest {

    private LinkState consumer = LinkState.UP;
    private LinkState publisher = LinkState.UP;
    private final LinksHealth health = new LinksHealth(() -> consumer, () -> publisher);

    @Test
    void bothLinksUpIsReady() {
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void eitherLinkDownIsNotReadyAndSaysWhy() {
        publisher = LinkState.down("blocked: memory");
        Health blocked = health.health();
        publisher = LinkState.UP;
        consumer = LinkState.down("no connection");

        assertThat(blocked.getStatus()).isEqualTo(Status.DOWN);
        assertThat(blocked.getDetails()).containsEntry("cause", "blocked: memory");
        assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void itIsReadyAgainWhenTheLinkIsBack() {
        consumer = LinkState.down("no connection");
        health.health();
        consumer = LinkState.UP;

        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
}
