package io.streamwheel.benchmarks.store;

import io.streamwheel.analysis.catalogue.ItemFactsWriter;
import io.streamwheel.analysis.deduplication.ReceiptDays;
import io.streamwheel.analysis.feedback.FeedbackWriter;
import io.streamwheel.analysis.feedback.RecommendationIds;
import io.streamwheel.analysis.interaction.EventStore;
import io.streamwheel.analysis.interaction.InteractionBatchWriter;
import io.streamwheel.analysis.interaction.StoreMetrics;
import io.streamwheel.analysis.interaction.WriteResult;
import io.streamwheel.analysis.pipeline.StoreLag;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.analysis.site.Sites;
import io.streamwheel.event.Queues;
import io.streamwheel.transport.Circuit;
import io.streamwheel.transport.CircuitSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;

/** The product's store, without a queue before it. */
final class Product {

    private static final Duration ATTRIBUTION = Duration.ofDays(30);

    private final LongAdder stored = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final EventStore store;

    Product(DataSource database, SiteId site) {
        Clock clock = Clock.systemUTC();
        store =
                new EventStore(
                        new Sites(new OneSite(site)),
                        new InteractionBatchWriter(
                                database,
                                new ReceiptDays(database),
                                new FeedbackWriter(
                                        new RecommendationIds(new byte[32]), ATTRIBUTION),
                                new ItemFactsWriter(),
                                List.of(),
                                new StoreLag(),
                                clock),
                        failed -> {
                            throw new IllegalStateException("no event can fail: " + failed);
                        },
                        new Circuit(Queues.ENRICHED, CircuitSettings.defaults(), clock),
                        new Counted(),
                        clock);
    }

    EventStore store() {
        return store;
    }

    long stored() {
        return stored.sum();
    }

    long duplicates() {
        return duplicates.sum();
    }

    private record OneSite(SiteId site) implements Sites.Store {

        @Override
        public Optional<SiteId> find(String name) {
            return Optional.of(site);
        }

        @Override
        public List<SiteId> all() {
            return List.of(site);
        }
    }

    private final class Counted implements StoreMetrics {

        @Override
        public void handled(int events) {}

        @Override
        public void written(WriteResult result) {
            stored.add(result.stored());
            duplicates.add(result.duplicates());
        }

        @Override
        public void failed(int events) {}
    }
}
