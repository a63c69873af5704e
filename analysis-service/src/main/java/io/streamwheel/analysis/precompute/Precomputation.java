package io.streamwheel.analysis.precompute;

import io.streamwheel.analysis.feedback.ListOrigin;
import io.streamwheel.analysis.feedback.RecommendationIds;
import io.streamwheel.analysis.history.Exclude;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.model.ModelRegistry;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.recommend.Answer;
import io.streamwheel.analysis.recommend.Answer.Strategy;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import io.streamwheel.analysis.recommend.ListQuery;
import io.streamwheel.analysis.recommend.PersonalLists;
import io.streamwheel.analysis.recommend.PersonalLists.Placed;
import io.streamwheel.analysis.recommend.StoredList;
import io.streamwheel.analysis.recommend.StoredLists;
import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.site.SiteId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the lists of those who came lately, as an answer would be made, once for each model that
 * becomes current. One thread does it, and rests for most of the time, so that requests hardly
 * notice. An interrupt ends it; whoever looks next, here or elsewhere, begins anew.
 */
public final class Precomputation {

    private static final Logger log = LoggerFactory.getLogger(Precomputation.class);
    private static final int BATCH = 100;

    private final ModelRegistry models;
    private final PersonalLists personal;
    private final Scenarios scenarios;
    private final RecommendationIds ids;
    private final UserLists store;
    private final Settings settings;
    private final Clock clock;
    private final Throttle throttle;

    public Precomputation(
            ModelRegistry models,
            PersonalLists personal,
            Scenarios scenarios,
            RecommendationIds ids,
            UserLists store,
            Settings settings,
            Clock clock) {
        this.models = models;
        this.personal = personal;
        this.scenarios = scenarios;
        this.ids = ids;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        throttle = new Throttle(settings.share());
    }

    /**
     * How much is made beforehand.
     *
     * @param items of a list, 1 to 100
     * @param share of one thread's time that is used
     * @param staleAfter a run that was not heard of for so long is begun anew
     */
    public record Settings(int items, double share, Duration staleAfter) {

        public Settings {
            if (items < 1 || items > ListQuery.MAX_ITEMS) {
                throw new IllegalArgumentException("items must be 1 to 100: " + items);
            }
        }
    }

    /** Makes what is due, site after site. To be called every few seconds. */
    public void look() {
        Instant quietSince = clock.instant().minus(settings.staleAfter());
        store.due(quietSince)
                .forEach((site, version) -> {
                    if (isServedHere(site, version) && !Thread.currentThread().isInterrupted()) {
                        store.begin(site, version, quietSince).ifPresent(this::make);
                    }
                });
    }

    private boolean isServedHere(SiteId site, long version) {
        return models.of(site).map(ServedModel::version).filter(own -> own == version).isPresent();
    }

    private void make(Run run) {
        List<Person> people = run.people();
        int made = 0;
        for (int from = 0; from < people.size(); from += BATCH) {
            long begun = throttle.begin();
            int to = Math.min(people.size(), from + BATCH);
            List<UserList> lists = lists(run, people.subList(from, to));
            boolean goesOn =
                    isServedHere(run.site(), run.version())
                            && !Thread.currentThread().isInterrupted()
                            && store.add(run, lists, to);
            if (!goesOn || !throttle.restSince(begun)) {
                log.info("lists of site {} are not made to the end", run.site().value());
                return;
            }
            made += lists.size();
        }
        if (store.publish(run)) {
            log.info(
                    "site {} has {} lists of model {} beforehand",
                    run.site().value(),
                    made,
                    run.version());
        }
    }

    private List<UserList> lists(Run run, List<Person> people) {
        Scenario scenario = scenarios.of(run.site(), StoredLists.SCENARIO);
        ListQuery query =
                new ListQuery(run.site(), settings.items(), Set.of(), Set.of(), false, scenario);
        List<UserList> lists = new ArrayList<>(people.size());
        for (Person each : people) {
            list(query, run, each).ifPresent(lists::add);
        }
        return lists;
    }

    /** Without what is only a makeshift: whoever reads can make that for himself. */
    private Optional<UserList> list(ListQuery query, Run run, Person person) {
        Placed placed =
                personal.list(
                        query,
                        person.id(),
                        Objects.requireNonNullElse(
                                query.scenario().settings().exclude(), Exclude.SEEN));
        Answer answer = placed.answer();
        if (answer.fallback() || answer.strategy() == Strategy.NONE) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String strategy = answer.strategy().name().toLowerCase(Locale.ROOT);
        ListOrigin origin =
                new ListOrigin(
                        now, query.scenario().name(), strategy, run.version(), placed.place());
        List<String> items = answer.items().stream().map(Suggestion::itemId).toList();
        List<Float> scores = answer.items().stream().map(Suggestion::score).toList();
        return Optional.of(
                new UserList(
                        person,
                        ids.make(run.site(), origin),
                        strategy,
                        placed.place().group().slug(),
                        now,
                        new StoredList(items, scores)));
    }
}
