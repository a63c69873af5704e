package io.streamwheel.analysis.profile;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.HistoryReader;
import io.streamwheel.analysis.history.VisitorHistory;
import io.streamwheel.analysis.history.VisitorHistory.Liking;
import io.streamwheel.analysis.profile.Profile.Interest;
import io.streamwheel.analysis.profile.Profile.RecentItem;
import io.streamwheel.analysis.site.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Describes one person. An item's weight is shared out evenly among its categories, so that
 * interests add up to 1; it fades from that person's own newest deed back.
 */
public final class Profiles {

    private static final int MAX_INTERESTS = 20;
    private static final int MAX_RECENT = 20;
    private static final int MAX_DEEDS = 2_000;

    private final ProfileReader reader;
    private final HistoryReader histories;
    private final VisitorHistory.Rules rules;
    private final Catalogue catalogue;

    public Profiles(
            ProfileReader reader,
            HistoryReader histories,
            VisitorHistory.Rules rules,
            Catalogue catalogue) {
        this.reader = reader;
        this.histories = histories;
        this.rules = rules;
        this.catalogue = catalogue;
    }

    /** Empty for somebody who never did anything. */
    public Optional<Profile> of(SiteId site, String id) {
        return reader.find(site, id).map(person -> describe(site, id, person));
    }

    private Profile describe(SiteId site, String id, ProfileReader.Person person) {
        List<Deed> deeds = histories.read(site, id, MAX_DEEDS).deeds();
        return new Profile(
                person.userId(),
                person.anonymousIds(),
                person.firstSeen(),
                person.lastSeen(),
                person.events(),
                interests(site, rules.weigh(deeds)),
                recent(deeds));
    }

    private List<Interest> interests(SiteId site, VisitorHistory history) {
        Map<String, Double> weights = new HashMap<>();
        for (Liking liking : history.likings()) {
            List<String> categories =
                    catalogue.find(site, liking.itemId()).map(Item::categories).orElse(List.of());
            for (String category : categories) {
                weights.merge(category, (double) liking.weight() / categories.size(), Double::sum);
            }
        }
        List<Map.Entry<String, Double>> strongest = new ArrayList<>(weights.entrySet());
        strongest.sort(
                Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()));
        List<Map.Entry<String, Double>> kept =
                strongest.subList(0, Math.min(MAX_INTERESTS, strongest.size()));
        double total = kept.stream().mapToDouble(Map.Entry::getValue).sum();
        return kept.stream().map(e -> new Interest(e.getKey(), e.getValue() / total)).toList();
    }

    private static List<RecentItem> recent(List<Deed> deeds) {
        List<RecentItem> recent = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Deed deed : deeds) {
            if (recent.size() < MAX_RECENT && taken.add(deed.itemId())) {
                recent.add(new RecentItem(deed.itemId(), deed.type(), deed.at()));
            }
        }
        return recent;
    }
}
