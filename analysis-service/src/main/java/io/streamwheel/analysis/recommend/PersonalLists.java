package io.streamwheel.analysis.recommend;

import io.streamwheel.analysis.feedback.HoldOut;
import io.streamwheel.analysis.feedback.Place;
import io.streamwheel.analysis.history.Exclude;
import io.streamwheel.analysis.history.Person;
import io.streamwheel.analysis.scenario.RuleSet;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.site.SiteId;
import java.util.List;
import java.util.Optional;

/** Lists for one visitor: personal ones, and popular ones for those who are held out. */
public final class PersonalLists {

    private final Recommender recommender;
    private final VisitorHistories histories;
    private final HoldOut holdOut;
    private final StoredLists stored;
    private final Scenarios scenarios;
    private final Patience patience;

    /**
     * @param stored asked where there is no model
     */
    public PersonalLists(
            Recommender recommender,
            VisitorHistories histories,
            HoldOut holdOut,
            StoredLists stored,
            Scenarios scenarios,
            Patience patience) {
        this.recommender = recommender;
        this.histories = histories;
        this.holdOut = holdOut;
        this.stored = stored;
        this.scenarios = scenarios;
        this.patience = patience;
    }

    /** A list, and where the visitor stands whom it is for. */
    public record Placed(Answer answer, Place place) {}

    /**
     * @param visitor a user id or an anonymous id
     */
    public Placed list(ListQuery query, String visitor, Exclude exclude) {
        Place place = placeOf(query.site(), visitor);
        return new Placed(
                place.isHeldOut()
                        ? recommender.popularFor(query, visitor, exclude)
                        : personal(query, visitor, exclude),
                place);
    }

    private Answer personal(ListQuery query, String visitor, Exclude exclude) {
        Answer answer = recommender.personal(query, visitor, exclude);
        return answer.model() != null
                ? answer
                : beforehand(query.site(), visitor)
                        .map(list ->
                                recommender.madeBefore(
                                        query, visitor, exclude, list, rulesBeforehand(query)))
                        .orElse(answer);
    }

    private RuleSet rulesBeforehand(ListQuery query) {
        return scenarios.of(query.site(), StoredLists.SCENARIO).rules();
    }

    /** A model that cannot be read may still have left its lists. */
    private Optional<StoredList> beforehand(SiteId site, String visitor) {
        Person person = histories.person(site, visitor);
        try {
            return patience.ask(() -> stored.find(site, person));
        } catch (StoreAwayException away) {
            return Optional.empty();
        }
    }

    /** The same items, best first. */
    public Placed ranking(ListQuery query, String visitor, List<String> itemIds) {
        Place place = placeOf(query.site(), visitor);
        return new Placed(
                place.isHeldOut()
                        ? recommender.popularRanking(query, visitor, itemIds)
                        : recommender.ranking(query, visitor, itemIds),
                place);
    }

    private Place placeOf(SiteId site, String visitor) {
        return holdOut.placeOf(site, histories.person(site, visitor));
    }
}
