package io.streamwheel.analysis.http;

import io.streamwheel.analysis.catalogue.Catalogue;
import io.streamwheel.analysis.catalogue.FieldError;
import io.streamwheel.analysis.catalogue.Item;
import io.streamwheel.analysis.catalogue.ItemEdit;
import io.streamwheel.analysis.catalogue.ItemParser;
import io.streamwheel.analysis.catalogue.ItemReader;
import io.streamwheel.analysis.catalogue.ItemWriter;
import io.streamwheel.analysis.site.SiteId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The catalogue. Ids may hold slashes, escaped or not. */
@RestController
final class ItemsHandler {

    private static final int MAX_ITEMS = 500;
    private static final int DEFAULT_PAGE = 50;
    private static final int MAX_QUERY = 256;

    private final ItemReader reader;
    private final ItemWriter writer;
    private final Catalogue catalogue;

    ItemsHandler(ItemReader reader, ItemWriter writer, Catalogue catalogue) {
        this.reader = reader;
        this.writer = writer;
        this.catalogue = catalogue;
    }

    @GetMapping("/v1/items/{*id}")
    ItemBody get(SiteId site, @PathVariable String id) {
        return reader.find(site, id(id)).map(ItemBody::of).orElseThrow(ItemsHandler::unknown);
    }

    @PutMapping("/v1/items/{*id}")
    ItemBody put(SiteId site, @PathVariable String id, InputStream body) throws IOException {
        ItemEdit edit = edit(body, id(id)).whole();
        return shown(site, writer.put(site, List.of(edit)).getFirst());
    }

    @PatchMapping("/v1/items/{*id}")
    ItemBody patch(SiteId site, @PathVariable String id, InputStream body) throws IOException {
        ItemEdit edit = edit(body, id(id));
        return shown(site, writer.patch(site, edit).orElseThrow(ItemsHandler::unknown));
    }

    @DeleteMapping("/v1/items/{*id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(SiteId site, @PathVariable String id) {
        catalogue.take(site, writer.delete(site, id(id)).orElseThrow(ItemsHandler::unknown));
    }

    /** Takes what is right and says of every other item what is wrong with it. */
    @PostMapping("/v1/items")
    Verdicts putMany(SiteId site, InputStream body) throws IOException {
        JsonNode json = JsonBody.read(body);
        JsonNode items = json.isObject() ? json.path("items") : json;
        if (!items.isArray() || items.isEmpty() || items.size() > MAX_ITEMS) {
            throw new InvalidBodyException("", "must be an array of 1 to " + MAX_ITEMS + " items");
        }
        Map<String, ItemEdit> edits = new LinkedHashMap<>();
        List<Rejected> rejected = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            ItemParser.Parsed parsed = ItemParser.parse(items.get(i), null);
            if (parsed.edit() == null) {
                String id = items.get(i).path("itemId").asString("");
                rejected.add(
                        new Rejected(
                                i, id.substring(0, Math.min(100, id.length())), parsed.errors()));
            } else {
                edits.put(parsed.edit().item().itemId(), parsed.edit().whole());
            }
        }
        if (!edits.isEmpty()) {
            writer.put(site, List.copyOf(edits.values()))
                    .forEach(item -> catalogue.take(site, item));
        }
        return new Verdicts(items.size() - rejected.size(), rejected);
    }

    @GetMapping("/v1/items")
    Page list(SiteId site, HttpServletRequest request) {
        Parameters parameters = new Parameters(request);
        int n = parameters.n(DEFAULT_PAGE);
        String after = decoded(parameters.text("cursor", 4 * MAX_QUERY));
        List<Item> items = reader.page(site, parameters.text("query", MAX_QUERY), after, n + 1);
        boolean more = items.size() > n;
        List<ItemBody> shown = items.stream().limit(n).map(ItemBody::of).toList();
        return new Page(shown, more ? encoded(shown.getLast().itemId()) : null);
    }

    private ItemBody shown(SiteId site, Item item) {
        catalogue.take(site, item);
        return ItemBody.of(item);
    }

    private static ItemEdit edit(InputStream body, String id) throws IOException {
        ItemParser.Parsed parsed = ItemParser.parse(JsonBody.read(body), id);
        if (parsed.edit() == null) {
            throw new InvalidBodyException(parsed.errors());
        }
        return parsed.edit();
    }

    /** The rest of the path begins with the slash before it. */
    private static String id(String rest) {
        return Parameters.id(rest.isEmpty() ? rest : rest.substring(1));
    }

    private static String encoded(String id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(id.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String decoded(String cursor) {
        if (cursor.isEmpty()) {
            return null;
        }
        try {
            String id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Parameters.id(id);
        } catch (IllegalArgumentException broken) {
            throw Parameters.wrong("cursor", "must be one that an answer gave");
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(
                HttpStatus.NOT_FOUND, "unknown-item", "Unknown item", "There is no such item.");
    }

    /**
     * @param accepted how many were taken
     */
    record Verdicts(int accepted, List<Rejected> rejected) {}

    record Rejected(int index, String id, List<FieldError> errors) {}

    record Page(List<ItemBody> items, @Nullable String cursor) {}
}
