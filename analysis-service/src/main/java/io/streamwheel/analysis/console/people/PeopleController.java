package io.streamwheel.analysis.console.people;

import io.streamwheel.analysis.catalogue.ItemReader;
import io.streamwheel.analysis.console.Asked;
import io.streamwheel.analysis.console.ConsoleSite;
import io.streamwheel.analysis.console.ShownItem;
import io.streamwheel.analysis.console.ShownLists;
import io.streamwheel.analysis.history.Exclude;
import io.streamwheel.analysis.people.People;
import io.streamwheel.analysis.profile.Profile;
import io.streamwheel.analysis.profile.Profiles;
import io.streamwheel.analysis.profile.VisitorReader;
import io.streamwheel.analysis.recommend.ListQuery;
import io.streamwheel.analysis.recommend.PersonalLists;
import io.streamwheel.analysis.recommend.Recommender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /console/people}: one person, and what that person would be shown. */
@Controller
final class PeopleController {

    private static final int NEWEST = 24;
    private static final int LISTED = 10;
    private static final int KNOWN = 8;
    private static final int PICKS = 24;

    private final VisitorReader visitors;
    private final Profiles profiles;
    private final PersonalLists personal;
    private final People people;
    private final Recommender recommender;
    private final ItemReader items;
    private final ShownLists lists;
    private final Preview preview;

    PeopleController(
            VisitorReader visitors,
            Profiles profiles,
            PersonalLists personal,
            People people,
            Recommender recommender,
            ItemReader items,
            ShownLists lists,
            Preview preview) {
        this.visitors = visitors;
        this.profiles = profiles;
        this.personal = personal;
        this.people = people;
        this.recommender = recommender;
        this.items = items;
        this.lists = lists;
        this.preview = preview;
    }

    /** What somebody did with an item last. */
    record Touch(ShownItem item, String type, Instant at) {}

    @GetMapping("/console/people")
    String page(@RequestParam(defaultValue = "") String id, Model model) {
        model.addAttribute("id", id.isBlank() ? "" : Asked.id(id.strip()));
        return "people/page";
    }

    @GetMapping("/console/people/newest")
    String newest(ConsoleSite site, Model model) {
        model.addAttribute("visitors", visitors.newest(site.id(), NEWEST));
        return "people/parts :: newest";
    }

    @GetMapping("/console/people/profile")
    String profile(ConsoleSite site, @RequestParam String id, Model model) {
        Optional<Profile> profile = profiles.of(site.id(), Asked.id(id));
        if (profile.isEmpty()) {
            return "people/parts :: unknown";
        }
        model.addAttribute("profile", profile.get());
        model.addAttribute(
                "touches",
                profile.get().recentItems().stream()
                        .map(each ->
                                new Touch(
                                        lists.item(site.id(), each.itemId()),
                                        each.type(),
                                        each.at()))
                        .toList());
        return "people/parts :: profile";
    }

    @GetMapping("/console/people/list")
    String list(ConsoleSite site, @RequestParam String id, Model model) {
        ListQuery query = lists.query(site.id(), LISTED);
        Exclude exclude =
                Objects.requireNonNullElse(query.scenario().settings().exclude(), Exclude.SEEN);
        PersonalLists.Placed placed = personal.list(query, Asked.id(id), exclude);
        model.addAttribute("list", lists.of(site.id(), placed.answer()));
        model.addAttribute("heldOut", placed.place().isHeldOut());
        return "people/parts :: list";
    }

    @GetMapping("/console/people/known")
    String known(ConsoleSite site, @RequestParam String id, Model model) {
        model.addAttribute("known", people.mayKnow(site.id(), Asked.id(id), KNOWN));
        return "people/parts :: known";
    }

    /** Items to click in the preview: those that are asked for, else the popular ones. */
    @GetMapping("/console/people/picks")
    String picks(ConsoleSite site, @RequestParam(defaultValue = "") String q, Model model) {
        model.addAttribute("picks", q.isBlank() ? popular(site) : found(site, Asked.text(q)));
        return "people/parts :: picks";
    }

    private List<ShownItem> popular(ConsoleSite site) {
        return recommender.popular(lists.query(site.id(), PICKS), null).items().stream()
                .map(each -> ShownItem.of(each.itemId(), each.item()))
                .toList();
    }

    private List<ShownItem> found(ConsoleSite site, String text) {
        return items.page(site.id(), text, null, PICKS).stream()
                .map(item -> ShownItem.of(item.itemId(), item))
                .toList();
    }

    /**
     * @param of {@code person} for that person's history and the clicks after it, else a session of
     *     the clicks alone
     * @param all {@code item} are the clicks so far, oldest first: as they came, since a list would
     *     be parted at commas
     */
    @GetMapping("/console/people/what-if")
    String whatIf(
            ConsoleSite site,
            @RequestParam(defaultValue = "") String visitor,
            @RequestParam(defaultValue = "") String of,
            @RequestParam MultiValueMap<String, String> all,
            @RequestParam(defaultValue = "") String added,
            @RequestParam(defaultValue = "") String removed,
            Model model) {
        List<String> clicked = clicks(all.getOrDefault("item", List.of()), added, removed);
        Preview.Shown shown =
                of.equals("person") && !visitor.isEmpty()
                        ? preview.after(site, Asked.id(visitor), clicked, LISTED)
                        : preview.ofSession(site, clicked, LISTED);
        model.addAttribute("clicked", shown.clicked());
        model.addAttribute("list", shown.list());
        return "people/parts :: what-if";
    }

    private static List<String> clicks(List<String> before, String added, String removed) {
        List<String> clicked = new ArrayList<>(before);
        clicked.removeIf(each -> each.isEmpty() || each.equals(removed) || each.equals(added));
        if (!added.isEmpty()) {
            clicked.add(added);
        }
        clicked.forEach(Asked::id);
        return clicked.subList(Math.max(0, clicked.size() - Preview.MOST_CLICKS), clicked.size());
    }
}
