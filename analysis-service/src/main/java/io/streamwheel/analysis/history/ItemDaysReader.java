package io.streamwheel.analysis.history;

import io.streamwheel.analysis.site.SiteId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what was done with one item, day by day. */
@FunctionalInterface
public interface ItemDaysReader {

    /**
     * @param until the last moment that is counted
     */
    ItemDays read(SiteId site, String itemId, Instant until, Duration window);

    /**
     * @param days UTC, those only on which something was done, oldest first
     * @param since the first day that is counted whole because there is more than may be read;
     *     {@code null} where the whole window is counted
     */
    record ItemDays(List<Day> days, @Nullable LocalDate since) {

        public ItemDays {
            days = List.copyOf(days);
        }
    }

    /** How many there were of each type. */
    record Day(LocalDate day, Map<String, Long> counts) {

        public Day {
            counts = Map.copyOf(counts);
        }
    }
}
