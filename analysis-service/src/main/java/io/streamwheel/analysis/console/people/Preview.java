package io.streamwheel.analysis.console.people;

import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.ShownItem;
import io.streamwheel.analysis.console.ShownList;
import io.streamwheel.analysis.console.ShownLists;
import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.Exclude;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.recommend.Answer;
import io.streamwheel.analysis.recommend.ListQuery;
import io.streamwheel.analysis.recommend.Recommender;
import io.streamwheel.analysis.recommend.VisitorHistories;
import io.streamwheel.event.EventTypes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a list would be if somebody had looked at some items too. Nothing is stored. */
final class Preview {

    static final int MOST_CLICKS = 20;

    private final Recommender recommender;
    private final VisitorHistories histories;
    private final VisitorHistory.Rules rules;
    private final ShownLists lists;
    private final Clock clock;

    Preview(
            Recommender recommender,
            VisitorHistories histories,
            VisitorHistory.Rules rules,
            ShownLists lists,
            Clock clock) {
        this.recommender = recommender;
        this.histories = histories;
        this.rules = rules;
        this.lists = lists;
        this.clock = clock;
    }

    /**
     * @param clicked oldest first
     * @param list compared with the one without the clicks
     */
    record Shown(List<ShownItem> clicked, ShownList list) {}

    /**
     * The personal list of a visitor who looked at the items after all that is stored.
     *
     * @param clicked oldest first
     */
    Shown after(ConsoleSite site, String visitor, List<String> clicked, int n) {
        ListQuery query = lists.query(site.id(), n);
        Exclude exclude = exclude(query, Exclude.SEEN);
        Answer before = recommender.personal(query, visitor, exclude);
        List<Deed> deeds = views(clicked);
        Answer after = before;
        if (!deeds.isEmpty()) {
            VisitorHistory longer = histories.after(site.id(), visitor, deeds);
            after = recommender.personal(query, visitor, longer, exclude);
        }
        return shown(site, clicked, before, after);
    }

    /**
     * The list of a session of somebody of whom nothing is stored.
     *
     * @param clicked oldest first
     */
    Shown ofSession(ConsoleSite site, List<String> clicked, int n) {
        ListQuery query = lists.query(site.id(), n);
        Exclude exclude = exclude(query, Exclude.NONE);
        Answer before = recommender.session(query, VisitorHistory.EMPTY, exclude);
        VisitorHistory session = rules.weighSession(views(clicked), clock.instant());
        return shown(site, clicked, before, recommender.session(query, session, exclude));
    }

    private static Exclude exclude(ListQuery query, Exclude otherwise) {
        return Objects.requireNonNullElse(query.scenario().settings().exclude(), otherwise);
    }

    /** Newest first. */
    private List<Deed> views(List<String> clicked) {
        Instant now = clock.instant();
        List<Deed> views = new ArrayList<>();
        clicked.reversed().forEach(item -> views.add(new Deed(item, EventTypes.VIEW, null, now)));
        return views;
    }

    private Shown shown(ConsoleSite site, List<String> clicked, Answer before, Answer after) {
        return new Shown(
                clicked.stream().map(item -> lists.item(site.id(), item)).toList(),
                lists.of(site.id(), after, before));
    }
}
