package io.streamwheel.benchmarks.stack;

import java.util.Locale;

/** Who has processors of their own beside others, and {@code cpu_shares} as docker-compose.yml. */
enum Container {
    RABBITMQ(4096),
    POSTGRES(1024),
    INGEST(4096),
    TRANSFORM(512),
    ANALYSIS(2048),

    /**
     * Load generators, which docker-compose.yml knows nothing of: they are to have what they want.
     */
    CLIENTS(4096);

    private final int shares;

    Container(int shares) {
        this.shares = shares;
    }

    /** Beside Docker's usual 1024. */
    int shares() {
        return shares;
    }

    String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
