package io.streamwheel.ingest.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.streamwheel.ingest.key.ApiKey;
import io.streamwheel.ingest.key.KeyHash;
import io.streamwheel.ingest.key.KeyRing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class KeyRingKeeperTest {

    private final KeyRing ring =
            new KeyRing(Map.of(KeyHash.of("wk"), new ApiKey("shop", ApiKey.Kind.WRITE, false)));
    private final KeyRing none = new KeyRing(Map.of());
    private final Supplier<KeyRing> away =
            () -> {
                throw new IllegalStateException("no database");
            };

    @Test
    void keysComeWhenTheDatabaseDoesAndStayWhenItGoes() {
        AtomicInteger readings = new AtomicInteger();
        AtomicReference<Supplier<KeyRing>> database = new AtomicReference<>(away);
        Supplier<KeyRing> reading =
                () -> {
                    readings.incrementAndGet();
                    return database.get().get();
                };
        try (var keeper = new KeyRingKeeper(reading, Duration.ofMillis(2))) {
            await().until(() -> readings.get() > 2);
            assertThat(keeper.current()).isEmpty();
            assertThat(new KeyRingHealth(keeper).health().getStatus().getCode()).isEqualTo("DOWN");
            database.set(() -> none);
            int before = readings.get();
            await().until(() -> readings.get() > before + 2);
            assertThat(keeper.current()).isEmpty();
            database.set(() -> ring);
            await().until(() -> keeper.current().isPresent());
            assertThat(new KeyRingHealth(keeper).health().getStatus().getCode()).isEqualTo("UP");
            database.set(away);
            int good = readings.get();
            await().until(() -> readings.get() > good + 2);
            assertThat(keeper.current()).contains(ring);
            database.set(() -> none);
            await().until(() -> keeper.current().equals(Optional.of(none)));
        }
    }
}
