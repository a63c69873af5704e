package io.streamwheel.analysis.http;

import io.streamwheel.analysis.catalogue.FieldError;
import io.streamwheel.analysis.catalogue.ItemParser;
import io.streamwheel.analysis.recommend.ListQuery;
import io.streamwheel.analysis.scenario.Scenarios;
import io.streamwheel.analysis.site.SiteId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The body of a request to put items into the order of one visitor's taste. */
record RankingRequest(ListQuery query, String userId, List<String> itemIds) {

    private static final int MAX_ITEMS = 1000;

    /**
     * @throws InvalidBodyException with each part that breaks a rule
     */
    static RankingRequest parse(JsonNode json, SiteId site, Scenarios scenarios) {
        if (!json.isObject()) {
            throw new InvalidBodyException("", "must be an object");
        }
        List<FieldError> errors = new ArrayList<>();
        JsonNode user = json.path("userId");
        if (!user.isString() || ItemParser.wrongId(user.stringValue()) != null) {
            errors.add(new FieldError("/userId", "must be text of 1 to 256 characters"));
        }
        Set<String> items = new LinkedHashSet<>();
        JsonNode ids = json.path("itemIds");
        if (!ids.isArray() || ids.size() > MAX_ITEMS) {
            errors.add(
                    new FieldError(
                            "/itemIds", "must be an array of at most " + MAX_ITEMS + " ids"));
        } else {
            for (int i = 0; i < ids.size(); i++) {
                JsonNode id = ids.get(i);
                if (id.isString() && ItemParser.wrongId(id.stringValue()) == null) {
                    items.add(id.stringValue());
                } else {
                    errors.add(new FieldError("/itemIds/" + i, "must be the id of an item"));
                }
            }
        }
        String scenario = BodyMembers.scenario(json, errors);
        if (!errors.isEmpty()) {
            throw new InvalidBodyException(errors);
        }
        ListQuery query =
                new ListQuery(
                        site,
                        ListQuery.MAX_ITEMS,
                        Set.of(),
                        Set.of(),
                        false,
                        scenarios.of(site, scenario));
        return new RankingRequest(query, user.stringValue(), List.copyOf(items));
    }
}
