package io.streamwheel.analysis.live;

import static io.streamwheel.analysis.EventFixture.NOON;

import io.streamwheel.analysis.EventFixture;
import io.streamwheel.analysis.interaction.Decided;
import io.streamwheel.analysis.pipeline.Fate;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.TransformResult;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/** Decisions as a writer would tell of them. */
public final class DecidedFixture {

    private DecidedFixture() {}

    public static Decided stored(SiteId site, EventFixture event) {
        return decided(site, Fate.STORED, "", event.enriched());
    }

    public static Decided decided(SiteId site, Fate fate, String reason, TransformResult event) {
        UUID key = fate == Fate.STORED ? new UUID(0, event.copyId()) : null;
        return new Decided(site, fate, reason, key, NOON, event);
    }

    public static List<Decided> manyStored(SiteId site, int number) {
        return LongStream.range(0, number)
                .mapToObj(copy -> stored(site, EventFixture.event("many-" + copy, copy)))
                .toList();
    }
}
