package io.streamwheel.analysis.console.items;

import io.streamwheel.analysis.history.ItemDaysReader.Day;
import io.streamwheel.analysis.history.ItemDaysReader.ItemDays;
import io.streamwheel.event.EventTypes;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An item's days as the page draws them, those among them on which nothing was done.
 *
 * @param at the beginning of each day, in seconds since 1970
 * @param since the first day that is counted whole; {@code null} where all are
 */
record Days(long[] at, long[] views, long[] purchases, @Nullable String since) {

    /**
     * @param first the first day of the curve, unless less is counted
     */
    static Days of(ItemDays counted, LocalDate first, LocalDate last) {
        LocalDate since = counted.since();
        LocalDate from = since == null || since.isBefore(first) ? first : since;
        Map<LocalDate, Map<String, Long>> counts =
                counted.days().stream().collect(Collectors.toMap(Day::day, Day::counts));
        List<LocalDate> days = from.datesUntil(last.plusDays(1)).toList();
        Function<String, long[]> column =
                type ->
                        days.stream()
                                .mapToLong(day ->
                                        counts.getOrDefault(day, Map.of()).getOrDefault(type, 0L))
                                .toArray();
        return new Days(
                days.stream()
                        .mapToLong(day -> day.atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                        .toArray(),
                column.apply(EventTypes.VIEW),
                column.apply(EventTypes.PURCHASE),
                since == null ? null : since.toString());
    }
}
