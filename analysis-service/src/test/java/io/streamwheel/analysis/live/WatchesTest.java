package io.streamwheel.analysis.live;

import static io.streamwheel.analysis.live.DecidedFixture.manyStored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchesTest {

    private static final SiteId SITE = new SiteId(1);
    private static final int BATCH = 100;

    private final Watches watches = new Watches();

    @AfterEach
    void close() {
        watches.close();
    }

    @Test
    void writersAreBotheredOnlyWhileSomebodyLooks() {
        assertThat(watches.listens()).isFalse();
        try (Watch watch = watches.open(SITE, LiveFilter.ALL)) {
            assertThat(watches.listens()).as("%s", watch.id()).isTrue();
        }
        assertThat(watches.listens()).isFalse();
    }

    @Test
    void whatNobodyHasTimeForIsCountedAndNotWaitedFor() {
        try (Watch watch = watches.open(SITE, LiveFilter.ALL)) {
            for (int i = 0; i < Watches.MOST_BATCHES + 3; i++) {
                watches.decided(manyStored(SITE, BATCH));
            }
            assertThat(watch.take().missed()).isEqualTo(3 * BATCH);
            watches.start();
            long[] came = {0};
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> (came[0] += watch.take().came()) == Watches.MOST_BATCHES * BATCH);
        }
    }
}
