package io.streamwheel.analysis.jdbc;

import io.streamwheel.analysis.deduplication.ReceiptDays;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the partitions of the days to come, so that no writer has to wait for one at midnight. */
final class PartitionsAhead implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PartitionsAhead.class);
    private static final long HOURS_BETWEEN = 1;

    private final ReceiptDays days;
    private final Clock clock;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("partitions-ahead").factory());

    PartitionsAhead(ReceiptDays days, Clock clock) {
        this.days = days;
        this.clock = clock;
    }

    /** Makes them now and every hour. */
    void start() {
        var _ = clockwork.scheduleWithFixedDelay(this::make, 0, HOURS_BETWEEN, TimeUnit.HOURS);
    }

    private void make() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try {
            days.ensure(List.of(today, today.plusDays(1), today.plusDays(2)));
        } catch (SQLException | RuntimeException e) {
            LOG.warn("no partitions made ahead; a writer will make them: {}", e.toString());
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
