package io.streamwheel.analysis.http;

import io.streamwheel.analysis.catalogue.FieldError;
import io.streamwheel.analysis.catalogue.ItemParser;
import io.streamwheel.analysis.history.Deed;
import io.streamwheel.analysis.history.Exclude;
import io.streamwheel.analysis.recommend.ListQuery;
import io.streamwheel.analysis.scenario.Scenario;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.site.SiteId;
import io.streamwheel.event.EventTypes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The body of a request for a visitor about whom nothing is stored.
 *
 * @param newestFirst what the visitor did, the other way round than in the body
 */
record SessionRequest(ListQuery query, Exclude exclude, List<Deed> newestFirst) {

    private static final int MAX_EVENTS = 500;
    private static final int DEFAULT_N = 10;

    /**
     * @throws InvalidBodyException with each part that breaks a rule
     */
    static SessionRequest parse(JsonNode json, SiteId site, Scenarios scenarios, Instant now) {
        if (!json.isObject()) {
            throw new InvalidBodyException("", "must be an object");
        }
        List<FieldError> errors = new ArrayList<>();
        List<Deed> deeds = deeds(json.path("events"), now, errors);
        Scenario scenario = scenarios.of(site, BodyMembers.scenario(json, errors));
        Exclude exclude = exclude(json.path("exclude"), scenario, errors);
        Set<String> categories = texts(json, "categories", errors);
        Set<String> excluded = texts(json, "excludeItems", errors);
        int n = n(json.path("n"), errors);
        if (!errors.isEmpty()) {
            throw new InvalidBodyException(errors);
        }
        ListQuery query =
                new ListQuery(
                        site,
                        n,
                        categories,
                        excluded,
                        json.path("explain").asBoolean(false),
                        scenario);
        return new SessionRequest(query, exclude, deeds.reversed());
    }

    static int n(JsonNode json, List<FieldError> errors) {
        if (json.isMissingNode() || json.isNull()) {
            return DEFAULT_N;
        }
        if (!json.isInt() || json.intValue() < 1 || json.intValue() > ListQuery.MAX_ITEMS) {
            errors.add(
                    new FieldError(
                            "/n", "must be a whole number from 1 to " + ListQuery.MAX_ITEMS));
            return DEFAULT_N;
        }
        return json.intValue();
    }

    private static List<Deed> deeds(JsonNode events, Instant now, List<FieldError> errors) {
        List<Deed> deeds = new ArrayList<>();
        if (!events.isArray() || events.size() > MAX_EVENTS) {
            errors.add(
                    new FieldError(
                            "/events", "must be an array of at most " + MAX_EVENTS + " events"));
            return deeds;
        }
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = events.get(i);
            JsonNode item = event.path("itemId");
            JsonNode type = event.path("type");
            if (!type.isString() || !EventTypes.isWellFormed(type.stringValue())) {
                errors.add(new FieldError("/events/" + i + "/type", "must be an event type"));
            } else if (item.isMissingNode() && !EventTypes.OF_ITEMS.contains(type.stringValue())) {
                continue; // a page view or a search says nothing about an item
            } else if (!item.isString() || ItemParser.wrongId(item.stringValue()) != null) {
                errors.add(new FieldError("/events/" + i + "/itemId", "must be the id of an item"));
            } else {
                JsonNode value = event.path("value");
                deeds.add(
                        new Deed(
                                item.stringValue(),
                                type.stringValue(),
                                value.isNumber() ? value.asDouble() : null,
                                now));
            }
        }
        return deeds;
    }

    private static Exclude exclude(JsonNode node, Scenario scenario, List<FieldError> errors) {
        if (node.isMissingNode()) {
            Exclude wanted = scenario.settings().exclude();
            return wanted == null ? Exclude.NONE : wanted;
        }
        switch (node.asString("none")) {
            case "none":
                return Exclude.NONE;
            case "seen":
                return Exclude.SEEN;
            default:
                errors.add(new FieldError("/exclude", "must be none or seen"));
                return Exclude.NONE;
        }
    }

    private static Set<String> texts(JsonNode json, String name, List<FieldError> errors) {
        Set<String> texts = new LinkedHashSet<>();
        JsonNode array = json.path(name);
        if (array.isMissingNode() || array.isNull()) {
            return texts;
        }
        for (JsonNode each : array) {
            if (each.isString() && ItemParser.wrongId(each.stringValue()) == null) {
                texts.add(each.stringValue());
            } else {
                errors.add(new FieldError("/" + name, "must hold texts of 1 to 256 characters"));
                return texts;
            }
        }
        if (!array.isArray() || texts.size() > ListQuery.MAX_ITEMS) {
            errors.add(
                    new FieldError(
                            "/" + name, "must be an array of at most " + ListQuery.MAX_ITEMS));
        }
        return texts;
    }
}
