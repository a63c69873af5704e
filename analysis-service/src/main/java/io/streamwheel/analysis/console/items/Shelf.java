package io.streamwheel.analysis.console.items;

import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.catalogue.ItemReader;
import io.streamwheel.analysis.console.ShownItem;
import io.streamwheel.analysis.console.ShownLists;
import io.streamwheel.analysis.recommend.Answer.Suggestion;
import io.streamwheel.analysis.recommend.ListQuery;
import io.streamwheel.analysis.recommend.Recommender;
import io.streamwheel.analysis.site.SiteId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Items in the order that is asked for. */
final class Shelf {

    private static final int PAGE = 60;
    private static final int MOST_FOUND = 200;

    private final Recommender recommender;
    private final ItemReader items;
    private final ShownLists lists;

    Shelf(Recommender recommender, ItemReader items, ShownLists lists) {
        this.recommender = recommender;
        this.items = items;
        this.lists = lists;
    }

    /**
     * @param next after which id the rest comes; {@code null} where there is none
     */
    record Row(List<Tile> tiles, @Nullable String next) {}

    /** What an answer may show of the popular ones. */
    Row popular(SiteId site) {
        List<Tile> tiles = new ArrayList<>();
        for (Suggestion each : ranked(site)) {
            tiles.add(new Tile(ShownItem.of(each.itemId(), each.item()), tiles.size() + 1, false));
        }
        return new Row(tiles, null);
    }

    /** What has that text in its title, the popular ones first. */
    Row popular(SiteId site, String text) {
        Map<String, Integer> ranks = ranks(site);
        List<Tile> tiles = new ArrayList<>();
        for (Item item : items.page(site, text, null, MOST_FOUND)) {
            tiles.add(tile(item, ranks));
        }
        tiles.sort(Comparator.comparingInt(Shelf::place));
        return new Row(tiles, null);
    }

    /**
     * All of the catalogue, hidden ones among them, by id.
     *
     * @param after the id before the first
     */
    Row byId(SiteId site, String text, @Nullable String after) {
        List<Item> found = items.page(site, text, after, PAGE + 1);
        Map<String, Integer> ranks = ranks(site);
        List<Tile> tiles = found.stream().limit(PAGE).map(item -> tile(item, ranks)).toList();
        return new Row(tiles, found.size() > PAGE ? tiles.getLast().item().itemId() : null);
    }

    private static int place(Tile tile) {
        Integer rank = tile.rank();
        return rank == null ? Integer.MAX_VALUE : rank;
    }

    private static Tile tile(Item item, Map<String, Integer> ranks) {
        return new Tile(ShownItem.of(item.itemId(), item), ranks.get(item.itemId()), item.hidden());
    }

    private Map<String, Integer> ranks(SiteId site) {
        Map<String, Integer> ranks = new HashMap<>();
        ranked(site).forEach(each -> ranks.put(each.itemId(), ranks.size() + 1));
        return ranks;
    }

    private List<Suggestion> ranked(SiteId site) {
        return recommender.popular(lists.query(site, ListQuery.MAX_ITEMS), null).items();
    }
}
