package io.streamwheel.standalone.demo;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One page: a visitor, what they looked at, what is recommended to them and why. All of it comes
 * from the product's own interface, and every text is escaped.
 */
final class DemoPage {

    private static final int LIST_SIZE = 12;
    private static final int RECENT = 6;

    private final Api api;
    private final Catalogue catalogue;
    private final List<Visitor> visitors;
    private final PageStyle style;

    DemoPage(Api api, Catalogue catalogue, List<Visitor> visitors, PageStyle style) {
        this.api = api;
        this.catalogue = catalogue;
        this.visitors = visitors;
        this.style = style;
    }

    /** A page that says one thing. */
    static String notice(PageStyle style, String text) {
        return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Streamwheel</title>
        <style>%s</style></head><body><header><h1>Streamwheel</h1><p>%s</p></header></body></html>
        """
                .formatted(style.css(), Html.escape(text));
    }

    /** Who to show when nobody, or nobody of the shop, was asked for. */
    Visitor choose(@Nullable String name) {
        return visitors.stream()
                .filter(visitor -> visitor.name().equals(name))
                .findFirst()
                .orElse(visitors.getFirst());
    }

    String render(Visitor visitor, Optional<Product> chosen) throws InterruptedException {
        String name = capitalised(visitor.name());
        Optional<JsonNode> profile = ask("/v1/users/" + Api.segment(visitor.name()) + "/profile");
        Optional<JsonNode> personal =
                ask(
                        "/v1/users/"
                                + Api.segment(visitor.name())
                                + "/recommendations?explain=true&n="
                                + LIST_SIZE);
        String shownId = chosen.map(Product::id).orElseGet(() -> newestItem(profile));
        Optional<JsonNode> similar =
                shownId.isEmpty()
                        ? Optional.empty()
                        : ask("/v1/items/" + Api.segment(shownId) + "/similar?n=" + LIST_SIZE);
        Optional<JsonNode> popular = ask("/v1/items/popular?n=" + LIST_SIZE);

        StringBuilder main = new StringBuilder();
        main.append(
                section(
                        "What " + name + " did lately",
                        profile.map(this::tastes).orElse("Nothing is known yet."),
                        recent(visitor, profile, shownId)));
        main.append(
                section(
                        "For " + name,
                        personal.map(DemoPage::source).orElse("No answer at this moment."),
                        list(visitor, personal, true)));
        if (!shownId.isEmpty()) {
            main.append(
                    section(
                            "People who viewed " + titleOf(shownId) + " also viewed",
                            similar.map(DemoPage::source).orElse("No answer at this moment."),
                            list(visitor, similar, false)));
        }
        main.append(
                section(
                        "Popular",
                        popular.map(DemoPage::source).orElse("No answer at this moment."),
                        list(visitor, popular, false)));
        return """
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Streamwheel demo shop</title>
        <style>%s</style></head><body>
        <header><h1>Streamwheel demo shop</h1>
        <p>Simulated visitors, the real pipeline. Choose a visitor; choose a product to see what goes with it; click one as that visitor and watch the list move.</p>
        <nav aria-label="Visitors">%s</nav></header>
        <main>%s</main>
        <footer>Every list on this page is an answer of the HTTP interface on this port, for example <code>GET /v1/users/%s/recommendations</code> with the server key.</footer>
        </body></html>
        """
                .formatted(style.css(), navigation(visitor), main, Html.escape(visitor.name()));
    }

    private Optional<JsonNode> ask(String path) throws InterruptedException {
        try {
            return api.get(path);
        } catch (IOException unanswered) {
            return Optional.empty(); // the page says so in that place
        }
    }

    private String navigation(Visitor current) {
        StringBuilder links = new StringBuilder();
        for (Visitor visitor : visitors) {
            links.append("<a href=\"" + DemoShop.PATH + "?visitor=")
                    .append(Html.escape(Api.segment(visitor.name())))
                    .append(visitor.equals(current) ? "\" aria-current=\"page\">" : "\">")
                    .append(Html.escape(capitalised(visitor.name())))
                    .append("</a>");
        }
        return links.toString();
    }

    private static String section(String title, String note, String list) {
        return "<section><h2>%s</h2><p>%s</p><ul>%s</ul></section>\n"
                .formatted(Html.escape(title), Html.escape(note), list);
    }

    private String tastes(JsonNode profile) {
        StringBuilder text = new StringBuilder("Interests: ");
        Iterator<JsonNode> interests = profile.path("interests").iterator();
        for (int i = 0; i < 4 && interests.hasNext(); i++) {
            JsonNode interest = interests.next();
            text.append(i == 0 ? "" : ", ")
                    .append(interest.path("category").asString(""))
                    .append(' ')
                    .append(Math.round(100 * interest.path("weight").asDouble(0)))
                    .append(" %");
        }
        return text.toString();
    }

    private static String source(JsonNode answer) {
        String model = answer.path("model").path("name").asString("");
        return "strategy "
                + answer.path("strategy").asString("")
                + (model.isEmpty()
                        ? ""
                        : ", model "
                                + model
                                + " version "
                                + answer.path("model").path("version").asString(""));
    }

    private static String newestItem(Optional<JsonNode> profile) {
        return profile.map(known -> known.path("recentItems").path(0).path("itemId").asString(""))
                .orElse("");
    }

    private String recent(Visitor visitor, Optional<JsonNode> profile, String shownId) {
        StringBuilder cards = new StringBuilder();
        int shown = 0;
        for (JsonNode item :
                profile.map(known -> known.path("recentItems")).stream().toList().stream()
                        .flatMap(JsonNode::valueStream)
                        .toList()) {
            if (++shown > RECENT) {
                break;
            }
            String id = item.path("itemId").asString("");
            cards.append(
                    card(
                            visitor,
                            id,
                            titleOf(id),
                            item.path("type").asString(""),
                            id.equals(shownId)));
        }
        return cards.toString();
    }

    private String list(Visitor visitor, Optional<JsonNode> answer, boolean explained) {
        StringBuilder cards = new StringBuilder();
        for (JsonNode item :
                answer.stream().flatMap(node -> node.path("items").valueStream()).toList()) {
            String id = item.path("itemId").asString("");
            String note = String.format(Locale.ROOT, "score %.2f", item.path("score").asDouble(0));
            JsonNode because = item.path("because").path(0);
            if (explained && because.isObject()) {
                note +=
                        ", because %s %s %s"
                                .formatted(
                                        capitalised(visitor.name()),
                                        because.path("kind").asString("saw"),
                                        titleOf(because.path("itemId").asString("")));
            }
            cards.append(card(visitor, id, item.path("title").asString(titleOf(id)), note, false));
        }
        return cards.toString();
    }

    private String card(Visitor visitor, String id, String title, String note, boolean chosen) {
        String picture =
                catalogue.find(id).isPresent()
                        ? "<img src=\"%s\" alt=\"\" loading=\"lazy\">"
                                .formatted(Html.escape(DemoShop.picturePath(id)))
                        : "";
        return """
        <li%s><a href="/demo/shop?visitor=%s&amp;item=%s">%s</a><div class="about"><a class="title" href="/demo/shop?visitor=%s&amp;item=%s">%s</a>\
        <div class="note">%s</div><form method="post" action="/demo/clicks">\
        <input type="hidden" name="visitor" value="%s"><input type="hidden" name="item" value="%s">\
        <button>click as %s</button></form></div></li>
        """
                .formatted(
                        chosen ? " class=\"chosen\"" : "",
                        Html.escape(Api.segment(visitor.name())),
                        Html.escape(Api.segment(id)),
                        picture,
                        Html.escape(Api.segment(visitor.name())),
                        Html.escape(Api.segment(id)),
                        Html.escape(title),
                        Html.escape(note),
                        Html.escape(visitor.name()),
                        Html.escape(id),
                        Html.escape(capitalised(visitor.name())));
    }

    private String titleOf(String id) {
        return catalogue.find(id).map(Product::title).orElse(id);
    }

    private static String capitalised(String name) {
        return name.isEmpty()
                ? name
                : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
