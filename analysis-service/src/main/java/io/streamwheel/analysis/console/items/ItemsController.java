package io.streamwheel.analysis.console.items;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.catalogue.ItemEdit;
import io.streamwheel.analysis.catalogue.ItemField;
import io.streamwheel.analysis.catalogue.ItemReader;
import io.streamwheel.analysis.catalogue.ItemWriter;
import io.streamwheel.analysis.console.Asked;
import io.streamwheel.analysis.console.ConsoleProblem;
import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.ShownItem;
import io.streamwheel.analysis.console.ShownList;
import io.streamwheel.analysis.console.ShownLists;
import io.streamwheel.analysis.history.ItemDaysReader;
import io.streamwheel.analysis.recommend.Answer;
import io.streamwheel.analysis.recommend.Recommender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /console/items}: the catalogue, and each item with what is like it and how it fares. */
@Controller
final class ItemsController {

    private static final int ALIKE = 12;
    private static final Duration WINDOW = Duration.ofDays(30);

    private final Shelf shelf;
    private final ItemReader reader;
    private final ItemWriter writer;
    private final Catalogue catalogue;
    private final Recommender recommender;
    private final ItemDaysReader days;
    private final ShownLists lists;
    private final Clock clock;

    ItemsController(
            Shelf shelf,
            ItemReader reader,
            ItemWriter writer,
            Catalogue catalogue,
            Recommender recommender,
            ItemDaysReader days,
            ShownLists lists,
            Clock clock) {
        this.shelf = shelf;
        this.reader = reader;
        this.writer = writer;
        this.catalogue = catalogue;
        this.recommender = recommender;
        this.days = days;
        this.lists = lists;
        this.clock = clock;
    }

    @GetMapping("/console/items")
    String page(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "popular") String sort,
            Model model) {
        model.addAttribute("q", q);
        model.addAttribute("sort", sort);
        return "items/page";
    }

    /**
     * @param after where the page before this one ended; empty for the first
     */
    @GetMapping("/console/items/grid")
    String grid(
            ConsoleSite site,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "popular") String sort,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        String text = Asked.text(q);
        Shelf.Row row;
        if (!sort.equals("popular")) {
            row = shelf.byId(site.id(), text, after.isEmpty() ? null : Asked.id(after));
        } else if (text.isEmpty()) {
            row = shelf.popular(site.id());
        } else {
            row = shelf.popular(site.id(), text);
        }
        model.addAttribute("row", row);
        model.addAttribute("q", text);
        model.addAttribute("sort", sort);
        return after.isEmpty() ? "items/parts :: grid" : "items/parts :: tiles";
    }

    @GetMapping("/console/items/item")
    String item(ConsoleSite site, @RequestParam String id, Model model) {
        model.addAttribute("item", lists.item(site.id(), Asked.id(id)));
        return "items/item";
    }

    @GetMapping("/console/items/facts")
    String facts(ConsoleSite site, @RequestParam String id, Model model) {
        Optional<Item> found = reader.find(site.id(), Asked.id(id));
        if (found.isEmpty()) {
            return "items/parts :: unknown";
        }
        return facts(found.get(), model);
    }

    private String facts(Item item, Model model) {
        model.addAttribute("facts", item);
        model.addAttribute("item", ShownItem.of(item.itemId(), item));
        model.addAttribute("servable", item.servable(clock.instant()));
        return "items/parts :: facts";
    }

    /** Takes an item out of all lists from the next one on, or lets it in again. */
    @PostMapping("/console/items/hidden")
    String hide(
            ConsoleSite site, @RequestParam String item, @RequestParam boolean hide, Model model) {
        Item wanted =
                new Item(
                        Asked.id(item),
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        true,
                        null,
                        null,
                        hide,
                        null,
                        false,
                        clock.instant());
        Item now =
                writer.patch(site.id(), new ItemEdit(wanted, Set.of(ItemField.HIDDEN)))
                        .orElseThrow(() -> new ConsoleProblem("There is no such item any more."));
        catalogue.take(site.id(), now);
        return facts(now, model);
    }

    @GetMapping("/console/items/alike")
    String alike(ConsoleSite site, @RequestParam String id, Model model) {
        Optional<Answer> answer = recommender.similar(lists.query(site.id(), ALIKE), Asked.id(id));
        if (answer.isEmpty()) {
            return "items/parts :: unheard";
        }
        ShownList list = lists.of(site.id(), answer.get());
        model.addAttribute("list", list);
        model.addAttribute("alike", Alike.of(lists.item(site.id(), id), list));
        return "items/parts :: alike";
    }

    @GetMapping("/console/items/days")
    @ResponseBody
    Days days(ConsoleSite site, @RequestParam String id) {
        Instant now = clock.instant();
        return Days.of(
                days.read(site.id(), Asked.id(id), now, WINDOW),
                day(now.minus(WINDOW)).plusDays(1),
                day(now));
    }

    private static LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
