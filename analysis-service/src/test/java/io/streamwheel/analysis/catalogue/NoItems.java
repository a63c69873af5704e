package io.streamwheel.analysis.catalogue;

import io.streamwheel.analysis.site.SiteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A store without items, for catalogues that a test fills by itself. */
public final class NoItems implements ItemReader {

    @Override
    public Optional<Item> find(SiteId site, String itemId) {
        return Optional.empty();
    }

    @Override
    public List<Item> page(SiteId site, String query, @Nullable String after, int limit) {
        return List.of();
    }

    @Override
    public void changedSince(Instant from, BiConsumer<SiteId, Item> each) {}
}
