package io.streamwheel.analysis.people;

import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The graph and the tastes that each site is served from, in memory. Read at the start, with each
 * model build, and when follows were stored since. While the database is away the last ones stay.
 */
public final class PeopleGraphs {

    private static final Logger log = LoggerFactory.getLogger(PeopleGraphs.class);

    /** What a transaction wrote before the graph was read may be seen only after it. */
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(1);

    /** Of the time, a graph is read again at most a twentieth. */
    private static final int IDLE_SHARE = 20;

    private final FollowReader follows;
    private final TasteReader tastes;
    private final PeopleModelStore models;
    private final PeopleTrainer trainer;
    private final Clock clock;
    private final Map<SiteId, Held> held = new ConcurrentHashMap<>();
    private final Map<SiteId, TasteIndex> tasteOf = new ConcurrentHashMap<>();

    /**
     * @param trainingBudget how long a build may look at people
     */
    public PeopleGraphs(
            FollowReader follows,
            TasteReader tastes,
            PeopleModelStore models,
            Duration trainingBudget,
            Clock clock) {
        this.follows = follows;
        this.tastes = tastes;
        this.models = models;
        trainer = new PeopleTrainer(trainingBudget);
        this.clock = clock;
    }

    /**
     * @param cost nanoseconds that it took
     * @param at when it was there, by {@code System.nanoTime()}
     */
    private record Held(PeopleGraph graph, long cost, long at) {}

    Optional<PeopleGraph> of(SiteId site) {
        return Optional.ofNullable(held.get(site)).map(Held::graph);
    }

    TasteIndex tastes(SiteId site) {
        return tasteOf.getOrDefault(site, TasteIndex.EMPTY);
    }

    /**
     * Learns from all that is stored of a site now. Fails never: what goes wrong is logged, and the
     * former graph stays.
     *
     * @throws CancellationException the thread was interrupted
     */
    public synchronized void learn(SiteId site) {
        try {
            tasteOf.put(site, tastes.read(site));
            FollowGraph graph = follows.graph(site);
            if (graph.ties() == 0) {
                held.remove(site);
                return;
            }
            PeopleModel model = trainer.train(graph, clock.instant());
            models.put(site, model);
            hold(site, graph, model, System.nanoTime());
            log.info(
                    "site {} serves {} over {} people and {} ties; of {} people's follows held back, nDCG@10 {} (plain {}), recall@10 {} (plain {})",
                    site.value(),
                    model.name(),
                    graph.people(),
                    graph.ties(),
                    model.card().people(),
                    rounded(model.card().mixNdcgAt10()),
                    rounded(model.card().plainNdcgAt10()),
                    rounded(model.card().mixRecallAt10()),
                    rounded(model.card().plainRecallAt10()));
        } catch (CancellationException stopped) {
            throw stopped;
        } catch (RuntimeException failed) {
            log.warn("site {} keeps its former people: {}", site.value(), failed.toString());
        } catch (OutOfMemoryError full) {
            log.error("the people of site {} do not fit in memory", site.value(), full);
        }
    }

    private static double rounded(double figure) {
        return Math.round(figure * 1e4) / 1e4;
    }

    /** Reads the tastes of a site that has none yet. */
    public void readTastes(SiteId site) {
        if (!tasteOf.containsKey(site)) {
            TasteIndex read = tastes.read(site);
            tasteOf.putIfAbsent(site, read);
        }
    }

    /** Reads what was stored since the last look. Throws when the store cannot be asked. */
    public void refresh() {
        follows.changes().forEach(this::keepUp);
    }

    private void keepUp(SiteId site, Instant changed) {
        Held last = held.get(site);
        if (last != null && !isBehind(last, changed)) {
            return;
        }
        long begun = System.nanoTime();
        FollowGraph graph = follows.graph(site);
        PeopleModel model =
                models.find(site)
                        .orElseGet(() ->
                                new PeopleModel(
                                        PeopleModel.PLAIN,
                                        clock.instant(),
                                        new double[0],
                                        PeopleModel.Card.NONE));
        synchronized (this) {
            // A build that came first has read later.
            @Nullable Held now = held.get(site);
            if (now == last) {
                hold(site, graph, model, begun);
            }
        }
    }

    private static boolean isBehind(Held last, Instant changed) {
        return changed.isAfter(last.graph.follows().readAt().minus(LONGEST_TRANSACTION))
                && System.nanoTime() - last.at > IDLE_SHARE * last.cost;
    }

    private void hold(SiteId site, FollowGraph graph, PeopleModel model, long begun) {
        PeopleGraph ready = PeopleGraph.of(graph, model);
        long now = System.nanoTime();
        held.put(site, new Held(ready, now - begun, now));
    }
}
