package io.streamwheel.analysis.console;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.console.ShownList.Entry;
import io.streamwheel.analysis.console.ShownList.Reason;
import io.streamwheel.analysis.model.ServedModel;
import io.streamwheel.analysis.recommend.Answer;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import io.streamwheel.analysis.recommend.ListQuery;
import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.site.SiteId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asks for lists as the interface does, by the default scenario, and makes them fit to be seen. */
public final class ShownLists {

    private final Catalogue catalogue;
    private final Scenarios scenarios;

    public ShownLists(Catalogue catalogue, Scenarios scenarios) {
        this.catalogue = catalogue;
        this.scenarios = scenarios;
    }

    public ListQuery query(SiteId site, int n) {
        return new ListQuery(
                site, n, Set.of(), Set.of(), true, scenarios.of(site, Scenario.DEFAULT));
    }

    public ShownItem item(SiteId site, String itemId) {
        return ShownItem.of(itemId, catalogue.find(site, itemId).orElse(null));
    }

    public ShownList of(SiteId site, Answer answer) {
        return of(site, answer, answer);
    }

    /**
     * @param before the list that it is compared with
     */
    public ShownList of(SiteId site, Answer answer, Answer before) {
        Map<String, Integer> ranks = new HashMap<>();
        before.items().forEach(each -> ranks.put(each.itemId(), ranks.size() + 1));
        List<Entry> entries = new ArrayList<>();
        for (Suggestion each : answer.items()) {
            int rank = entries.size() + 1;
            Integer last = ranks.get(each.itemId());
            entries.add(
                    new Entry(
                            rank,
                            ShownItem.of(each.itemId(), each.item()),
                            each.score(),
                            reasons(site, each),
                            last == null ? null : last - rank));
        }
        return new ShownList(
                answer.strategy(),
                answer.fallback(),
                words(answer.model()),
                List.copyOf(entries),
                answer.reason());
    }

    private List<Reason> reasons(SiteId site, Suggestion suggestion) {
        return suggestion.because().stream()
                .map(each -> new Reason(each.kind(), item(site, each.itemId()), each.weight()))
                .toList();
    }

    private static String words(@Nullable ServedModel model) {
        return model == null ? "" : "%s, version %d".formatted(model.name(), model.version());
    }
}
